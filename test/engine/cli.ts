#!/usr/bin/env node
import { writeSync } from "node:fs";
import { passphraseVariable, readArguments } from "./cliArguments";
import { runOperation } from "./deployment/operation";
import { StackSettings } from "./deployment/stackSettings";
import type { CliMessage } from "./startCli";

/** Standard output, written at once: a process that is killed has said what it said. */
const stdout = 1;

/** Runs one operation of the test engine; ends with code 1 if it failed. */
async function main(): Promise<void> {
    const { operation, options, projectFolder, stateFolder, json } = readArguments(process.argv.slice(2));
    const say = (message: CliMessage) => writeSync(stdout, `${JSON.stringify(message)}\n`);
    const interrupt = new AbortController();
    process.on("SIGINT", () => interrupt.abort());
    const result = await runOperation({
        operation,
        options,
        settings: StackSettings.read(stateFolder, process.env[passphraseVariable] ?? ""),
        projectFolder,
        stateFolder,
        parallel: options.parallel,
        env: {},
        onLine: (line) => (json ? say({ line }) : writeSync(stdout, `${line}\n`)),
        signal: interrupt.signal,
    });
    if (json) {
        say({ result });
    }
    process.exitCode = result.ok ? 0 : 1;
}

main().catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
});
