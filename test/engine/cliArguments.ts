import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import type { Operation, RunOptions } from "./engine";

/** Environment variable with the passphrase of the stack's secrets, as Pulumi's. */
export const passphraseVariable = "PULUMI_CONFIG_PASSPHRASE";

/** How the test engine is called from a command line. */
export const usage =
    "usage: cli.js preview|up|refresh|destroy --dir PROJECT --state FOLDER [--parallel N] [--refresh] [--run-program] " +
    "[--clear-pending-creates] [--continue-on-error] [--target NAME]... [--replace NAME]... [--json]";

/** What a command line asks for. */
export interface CliArguments {
    operation: Operation;
    projectFolder: string;
    stateFolder: string;
    options: RunOptions & { parallel: number };
    /** Print messages for a program instead of lines for a user. */
    json: boolean;
}

/** Reads a command line; throws with the usage if it makes no sense. */
export function readArguments(argv: string[]): CliArguments {
    const { values, positionals } = parseArgs({
        args: argv,
        allowPositionals: true,
        options: {
            dir: { type: "string" },
            state: { type: "string" },
            parallel: { type: "string" },
            refresh: { type: "boolean" },
            "run-program": { type: "boolean" },
            "clear-pending-creates": { type: "boolean" },
            "continue-on-error": { type: "boolean" },
            target: { type: "string", multiple: true },
            replace: { type: "string", multiple: true },
            json: { type: "boolean" },
        },
    });
    const [operation] = positionals;
    const parallel = values.parallel === undefined ? 4 * availableParallelism() : Number(values.parallel);
    if (!isOperation(operation) || !values.dir || !values.state || !(parallel >= 1)) {
        throw new Error(usage);
    }
    return {
        operation,
        projectFolder: values.dir,
        stateFolder: values.state,
        json: values.json === true,
        options: {
            parallel,
            refresh: values.refresh === true,
            runProgram: values["run-program"] === true,
            clearPendingCreates: values["clear-pending-creates"] === true,
            continueOnError: values["continue-on-error"] === true,
            targets: values.target,
            replace: values.replace,
        },
    };
}

function isOperation(text: string | undefined): text is Operation {
    return text !== undefined && ["preview", "up", "refresh", "destroy"].includes(text);
}
