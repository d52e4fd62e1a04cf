#!/usr/bin/env node
import { writeSync } from "node:fs";
import { passphraseVariable, readArguments } from "./cliArguments";
import { runOperation } from "./deployment/operation";
import { StackSettings } from "./deployment/state/stackSettings";
import type { CliMessage } from "./startCli";

/** Standard output, written at once: a process that is killed has said what it said. */
const stdout = 1;

/** Runs one operation of the test engine; ends with code 1 if it failed. */
async function main(): Promise<void> {
    const { operation, options, projectFolder, stateFolder, json } = readArguments(process.argv.slice(2));
    const say = (message: CliMessage) => writeSync(stdout, `${JSON.stringify(message)}\n`);
    const tell = (line: string) => (json ? say({ line }) : writeSync(stdout, `${line}\n`));
    const result = await runOperation({
        operation,
        options,
        settings: StackSettings.read(stateFolder, process.env[passphraseVariable] ?? ""),
        projectFolder,
        stateFolder,
        parallel: options.parallel,
        env: {},
        onLine: tell,
        signal: stopSignal(tell),
    });
    if (json) {
        say({ result });
    }
    process.exitCode = result.ok ? 0 : 1;
}

/** Aborted by the first Ctrl-C or SIGTERM; the second ends this process, and with it its children, as Pulumi does. */
function stopSignal(tell: (line: string) => void): AbortSignal {
    const stop = new AbortController();
    const ways = [
        ["SIGINT", "^C", "press ^C"],
        ["SIGTERM", "SIGTERM", "send SIGTERM"],
    ] as const;
    for (const [signal, name, again] of ways) {
        process.on(signal, () => {
            if (stop.signal.aborted) {
                tell(`${name} received; terminating`);
                process.exit(1);
            }
            tell(`${name} received; cancelling. If you would like to terminate immediately, ${again} again.`);
            stop.abort();
        });
    }
    return stop.signal;
}

main().catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
});
