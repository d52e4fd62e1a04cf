import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runOperation } from "../../engine/deployment/operation";
import { StackSettings } from "../../engine/deployment/state/stackSettings";
import { readProjectFile } from "../../engine/projectFile";

/*
 * Stands in for the command `pulumi` where that is not installed, so far as the Automation API calls it for the tests of
 * docs/testing.md: one stack of the project in the working directory, its state where `PULUMI_BACKEND_URL` says.
 */
const [command = "", verb = ""] = process.argv.slice(2);
const passphrase = process.env.PULUMI_CONFIG_PASSPHRASE ?? "";
const state = (process.env.PULUMI_BACKEND_URL ?? "").replace("file://", "");
const outputs = join(state, "outputs.json");

async function main(): Promise<void> {
    if (command === "version") {
        console.log("v3.248.0");
    } else if (command === "stack") {
        await stack();
    } else if (command === "config" && verb === "set-all") {
        configure();
    } else if (command === "up" || command === "destroy") {
        await operate(command);
    } else {
        throw new Error(`"pulumi ${command} ${verb}" is more than this one can do.`);
    }
}

async function stack(): Promise<void> {
    if (verb === "select" || verb === "init") {
        const { name, typescript } = await readProjectFile(process.cwd());
        mkdirSync(state, { recursive: true });
        StackSettings.create(state, passphrase, { project: name, stack: "test", typescript });
    } else if (verb === "output") {
        console.log(existsSync(outputs) ? readFileSync(outputs, "utf8") : "{}");
    } else if (verb === "history") {
        const now = new Date().toISOString();
        console.log(
            JSON.stringify([{ kind: "update", result: "succeeded", startTime: now, endTime: now, config: {} }]),
        );
    } else {
        throw new Error(`"pulumi stack ${verb}" is more than this one can do.`);
    }
}

/** `config set-all ... --plaintext key=value ...` */
function configure(): void {
    const settings = StackSettings.read(state, passphrase);
    for (const [, key = "", value = ""] of process.argv.flatMap((text) => [...text.matchAll(/^(\w+)=([\s\S]*)$/g)])) {
        settings.set(key, value);
    }
}

async function operate(operation: "up" | "destroy"): Promise<void> {
    const result = await runOperation({
        operation,
        options: {},
        settings: StackSettings.read(state, passphrase),
        projectFolder: process.cwd(),
        stateFolder: state,
        parallel: 4,
        env: {},
        onLine: (line) => console.log(line),
    });
    writeFileSync(outputs, JSON.stringify(result.outputs));
    process.exitCode = result.ok ? 0 : 1;
}

main().catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
});
