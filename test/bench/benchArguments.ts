import { parseArgs } from "node:util";
import { type MeasureName, measureNames } from "./measures/measures";

/** What the command line asks for. */
export interface BenchArguments {
    /** Print the figures as JSON and nothing else. */
    json: boolean;
    /** Also measure how cost grows, and write both into `docs/`. */
    docs: boolean;
    /** The engine to run on. Default: Pulumi's where there is one. */
    engine?: string;
    /** How often a time is measured. Default 5. */
    runs: number;
    /** The measures to run. Default: all. */
    only: readonly MeasureName[];
}

/** How to call it. */
export const usage = `Usage: npm run bench -- [--json] [--docs] [--engine pulumi|test] [--runs N] [--only ${measureNames.join("|")}]...`;

/** Reads the command line; throws an Error that says what is wrong with it. */
export function parseBenchArguments(args: string[]): BenchArguments {
    const { values } = parseArgs({
        args,
        options: {
            json: { type: "boolean", default: false },
            docs: { type: "boolean", default: false },
            engine: { type: "string" },
            runs: { type: "string", default: "5" },
            only: { type: "string", multiple: true },
        },
    });
    const { json, docs, engine, only = [...measureNames] } = values;
    const runs = Number(values.runs);
    if (!Number.isInteger(runs) || runs < 1) {
        throw new Error(`--runs is "${values.runs}"; it must be a whole number from 1.`);
    }
    const unknown = only.find((name) => !isMeasureName(name));
    if (unknown !== undefined) {
        throw new Error(`--only is "${unknown}"; it can be ${measureNames.join(", ")}.`);
    }
    return { json, docs, engine, runs, only: only.filter(isMeasureName) };
}

function isMeasureName(name: string): name is MeasureName {
    return (measureNames as readonly string[]).includes(name);
}
