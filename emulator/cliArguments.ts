import { parseArgs } from "node:util";
import type { StartOptions } from "./startEmulator.js";

// Both secrets come in a header of a request, where nothing else arrives unchanged.
const visible = /^[!-~]+$/;

/** What the command line asks for. */
export type CliRequest =
    | { readonly verb: "start"; readonly options: StartOptions }
    | { readonly verb: "help" | "version" }
    | { readonly verb: "refuse"; readonly reason: string };

const options = {
    port: { type: "string" },
    "identity-header": { type: "string" },
    "language-key": { type: "string" },
    help: { type: "boolean", short: "h" },
    version: { type: "boolean", short: "v" },
} as const;

/** Reads the command line, `--name value` or `--name=value`. */
export function parseCliArguments(args: readonly string[]): CliRequest {
    try {
        return requestOf(parseArgs({ args: [...args], options }).values);
    } catch (error) {
        // What `parseArgs` says of a value that begins with a dash has several lines.
        const [reason] = (error as Error).message.split("\n");
        return { verb: "refuse", reason: `${reason?.replace(/\.$/, "")}; see --help` };
    }
}

type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>["values"];

function requestOf(values: Values): CliRequest {
    if (values.help) {
        return { verb: "help" };
    }
    if (values.version) {
        return { verb: "version" };
    }
    for (const name of ["identity-header", "language-key"] as const) {
        if (values[name] !== undefined && !visible.test(values[name])) {
            throw new Error(`--${name} must be letters, digits and ASCII punctuation, without spaces`);
        }
    }
    const { port, "identity-header": identityHeader, "language-key": languageKey } = values;
    return {
        verb: "start",
        options: {
            ...(port === undefined ? {} : { port: portOf(port) }),
            ...(identityHeader === undefined ? {} : { identityHeader }),
            ...(languageKey === undefined ? {} : { languageKey }),
        },
    };
}

function portOf(value: string): number {
    if (!/^\d{1,5}$/.test(value) || Number(value) > 65_535) {
        throw new Error("--port must be a number from 0 to 65535");
    }
    return Number(value);
}
