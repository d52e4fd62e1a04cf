import { parseArgs } from "node:util";
import { describeValue } from "../validation/findings";
import { nearestName } from "../validation/unknownNames";
import { type AskedDevice, type AskedProject, type OptionValues, readTargets, targetOptions } from "./targets";

/** What is to be examined. */
export interface DoctorRequest {
    project?: AskedProject;
    device?: AskedDevice;
    /** How long each look may take. */
    timeoutInMs: number;
    json: boolean;
}

/** What a command line asks for. */
export type DoctorCommand =
    | { verb: "examine"; request: DoctorRequest }
    | { verb: "help" | "version" }
    | { verb: "refuse"; reasons: string[] };

const options = {
    ...targetOptions,
    json: { type: "boolean" },
    help: { type: "boolean", short: "h" },
    version: { type: "boolean", short: "v" },
} as const;

/** Reads the command line behind the name of the program; the one command is `doctor`. */
export function parseDoctorCommand(args: readonly string[]): DoctorCommand {
    const parsed = parseOptions(args, options);
    if ("reasons" in parsed) {
        return { verb: "refuse", reasons: parsed.reasons };
    }
    const { values, positionals } = parsed;
    if (values.help || values.version) {
        return { verb: values.help ? "help" : "version" };
    }
    if (positionals.length !== 1 || positionals[0] !== "doctor") {
        const given = positionals.map((word) => describeValue(word)).join(" ");
        return {
            verb: "refuse",
            reasons: [given ? `the one command is doctor, not ${given}` : "which command? There is one: doctor"],
        };
    }
    const targets = readTargets(values);
    const reasons =
        targets.reasons.length > 0 || targets.project || targets.device ? targets.reasons : [nothingToLookAt];
    if (reasons.length > 0) {
        return { verb: "refuse", reasons };
    }
    const { project, device, timeoutInMs } = targets;
    return { verb: "examine", request: { project, device, timeoutInMs, json: values.json === true } };
}

const nothingToLookAt = "nothing to look at: give --endpoint and --project, or --device, or --serial";

/** The values of a command line, or what is wrong with it. */
export type ParsedOptions = { values: OptionValues; positionals: string[] } | { reasons: string[] };

/** `parseArgs` of Node.js, with an error that shows no value and proposes the option that was meant. */
export function parseOptions(
    args: readonly string[],
    known: NonNullable<Parameters<typeof parseArgs>[0]>["options"],
): ParsedOptions {
    try {
        const { values, positionals } = parseArgs({ args: [...args], options: known, allowPositionals: true });
        return { values: values as OptionValues, positionals };
    } catch (error) {
        const { code, message } = error as Error & { code?: string };
        const [, name = ""] = /'--?([^'=\s,]*)/.exec(message) ?? [];
        if (code !== "ERR_PARSE_ARGS_UNKNOWN_OPTION") {
            return { reasons: [name ? `--${name} needs a value, or takes none` : "the arguments make no sense"] };
        }
        const nearest = nearestName(name, Object.keys(known ?? {}));
        return { reasons: [`there is no option --${name}${nearest ? `; did you mean --${nearest}?` : ""}`] };
    }
}
