import { isDeepStrictEqual } from "node:util";
import { device, project } from "./cast";
import type { DemoStack, RunResult } from "./demoStack";
import { page } from "./page";
import type { Holdings, Services, Traffic } from "./services";
import type { Step } from "./steps";

/** Runs one step and shows what came of it. Rejects when that is not what the step promises. */
export async function runStep(step: Step, stack: DemoStack, services: Services): Promise<void> {
    page.say(step.before);
    step.outside?.(services);
    await stack.configure(step.config ?? {});
    services.traffic();
    console.log(`\n    ${stack.commandFor(step.operation)}`);
    const result = await stack.run(step.operation);
    if (!result.ok) {
        throw new Error(`"${step.operation}" failed:\n${result.output}`);
    }
    const traffic = services.traffic();
    const holdings = services.holdings();
    show(holdings, traffic);
    verify(step, result, holdings, traffic);
    page.say(step.after);
}

function show({ resources, deployments, account }: Holdings, { looks, changes }: Traffic): void {
    console.log("\n    The services now hold, and saw:");
    page.table([
        [`project ${project.name}`, [...resources, ...deployments].join(", ")],
        [`device ${device.displayName}`, account ?? "no account"],
        ["requests", `${looks} to look, ${changes} to change something`],
    ]);
    console.log();
}

function verify(step: Step, { changes }: RunResult, holdings: Holdings, traffic: Traffic): void {
    const seen = { changes, holdings, quiet: traffic.changes === 0 };
    const promised = { changes: step.changes, holdings: step.holds, quiet: step.quiet ?? false };
    if (!isDeepStrictEqual(seen, promised)) {
        const [is, was] = [JSON.stringify(seen), JSON.stringify(promised)];
        throw new Error(`"${step.title}" did not go as it should.\nexpected ${was}\nbut saw  ${is}`);
    }
}
