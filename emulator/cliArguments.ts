import type { StartOptions } from "./startEmulator.js";

// Both secrets come in a header of a request, where nothing else arrives unchanged.
const visible = /^[!-~]+$/;

/** What the command line asks for. */
export type CliRequest =
    | { readonly verb: "start"; readonly options: StartOptions }
    | { readonly verb: "help" | "version" }
    | { readonly verb: "refuse"; readonly reason: string };

/** Reads the command line, `--name value` or `--name=value`. */
export function parseCliArguments(args: readonly string[]): CliRequest {
    const options: { port?: number; identityHeader?: string; languageKey?: string } = {};
    const words = args.flatMap((arg) => (arg.startsWith("--") ? splitOnce(arg) : [arg]));
    for (let index = 0; index < words.length; index += 2) {
        const [name = "", value] = words.slice(index, index + 2);
        if (name === "--help" || name === "-h") {
            return { verb: "help" };
        }
        if (name === "--version" || name === "-v") {
            return { verb: "version" };
        }
        if (name !== "--port" && name !== "--identity-header" && name !== "--language-key") {
            return refuse(`unknown argument "${name}"`);
        }
        if (!value) {
            return refuse(`${name} needs a value`);
        }
        if (!visible.test(value)) {
            return refuse(`${name} must be letters, digits and ASCII punctuation, without spaces`);
        }
        if (name === "--port") {
            options.port = portOf(value);
        } else {
            options[name === "--language-key" ? "languageKey" : "identityHeader"] = value;
        }
    }
    return options.port !== undefined && Number.isNaN(options.port)
        ? refuse("--port must be a number from 0 to 65535")
        : { verb: "start", options };
}

function splitOnce(arg: string): string[] {
    const mark = arg.indexOf("=");
    return mark < 0 ? [arg] : [arg.slice(0, mark), arg.slice(mark + 1)];
}

function portOf(value: string): number {
    return /^\d{1,5}$/.test(value) && Number(value) <= 65_535 ? Number(value) : Number.NaN;
}

function refuse(reason: string): CliRequest {
    return { verb: "refuse", reason: `${reason}; see --help` };
}
