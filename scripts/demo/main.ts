import { parseArgs } from "node:util";
import { chooseEngine } from "../../test/dist/engine/chooseEngine.js";
import { DemoStack } from "./demoStack";
import { describeEngine } from "./engine";
import { farewell } from "./farewell";
import { describeFrontEnd, type FrontEnd, readFrontEnd } from "./frontEnd";
import { page } from "./page";
import { runStep } from "./runStep";
import { Services } from "./services";
import { firstConfig, steps } from "./steps";

const help = `Usage: npm run demo [-- --engine pulumi|test --front dynamic|plugin]

Runs the quickstart stack through its whole life against an emulator of the services on this machine: no Azure, no
credentials, no internet. The engine is Pulumi's where a CLI is installed, else the test engine of this repository. The
resources are the package's, dynamic ones, or with --front plugin those of the provider plugin.
`;

let stopping = false;

async function main(): Promise<void> {
    const { values } = parseArgs({
        options: { engine: { type: "string" }, front: { type: "string" }, help: { type: "boolean" } },
    });
    if (values.help) {
        console.log(help);
        return;
    }
    const startedAt = Date.now();
    const frontEnd = readFrontEnd(values.front);
    const engine = await chooseEngine(values.engine);
    const services = await Services.start();
    const config = { ...firstConfig, endpoint: services.url, graphEndpoint: services.url };
    const stack = await DemoStack.create(engine, { frontEnd, env: services.env, config });
    stopOnSignal(stack);
    try {
        introduce(frontEnd, describeEngine(engine, values.engine !== undefined), services.url);
        for (const [index, step] of steps.entries()) {
            page.heading(`${index + 1}. ${step.title}`);
            await runStep(step, stack, services);
        }
    } finally {
        await stack.remove();
        await services.stop();
    }
    farewell(frontEnd, Date.now() - startedAt);
}

function introduce(frontEnd: FrontEnd, engine: string, url: string): void {
    page.heading("pulumi-azure-assignments: a stack's whole life");
    page.say("Lines that begin with | are what the engine says; the rest explains it.");
    console.log();
    page.table([
        ...describeFrontEnd(frontEnd),
        ["engine", engine],
        ["services", `azure-assignments-emulator at ${url}, in place of Azure AI Language and Microsoft Graph`],
    ]);
}

/** Ctrl-C stops what runs and removes everything; the step that is broken off so is no failure of the demo's own. */
function stopOnSignal(stack: DemoStack): void {
    const stop = (signal: "SIGINT" | "SIGTERM") => {
        if (!stopping) {
            stopping = true;
            console.log(`\n${signal}: the demo stops and cleans up.`);
            void stack.remove().finally(() => process.exit(signal === "SIGINT" ? 130 : 143));
        }
    };
    process.on("SIGINT", stop);
    process.on("SIGTERM", stop);
}

main().catch((error: unknown) => {
    if (!stopping) {
        console.error(`\nThe demo failed: ${error instanceof Error ? error.message : String(error)}`);
        process.exitCode = 1;
    }
});
