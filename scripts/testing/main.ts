import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { addCounts, brokenCounts, type Counts, formatCounts, noCounts } from "./counts";
import { type Coverage, clearCoverage, isMeasured, reckonCoverage } from "./coverage";
import { processEnv } from "./processEnv";
import { runSlices } from "./runSlices";
import { sliceSuites } from "./slices";
import { findSuites, suitesOnRequest } from "./suites";

/*
 * node dist/testing/main.js [--coverage] [--workers N] [suite...]
 * Runs the suites, by default all but those that run on request, in N processes at a time, by default two a processor; ends with what failed, a line each,
 * and: N passed, N failed, N skipped.
 */
async function main(): Promise<void> {
    const { values, positionals } = parseArgs({
        options: { coverage: { type: "boolean" }, workers: { type: "string" } },
        allowPositionals: true,
    });
    const suites = findSuites();
    const unknown = positionals.filter((name) => !suites.has(name));
    if (unknown.length > 0) {
        throw new Error(
            `There are no tests in ${unknown.join(", ")}. The suites are ${[...suites.keys()].join(", ")}.`,
        );
    }
    const isChosen = (name: string) =>
        positionals.length === 0 ? !suitesOnRequest.includes(name) : positionals.includes(name);
    const chosen = [...suites].filter(([name]) => isChosen(name));
    clearCoverage();
    const { coverage = false } = values;
    const slices = sliceSuites(chosen);
    const measured = new Set(slices.filter(({ suite }) => isMeasured(suite)));
    let reckoned: Promise<Coverage> | undefined;
    const total = await runSlices(slices, workersOf(values.workers), {
        envOf: (suite) => processEnv(suite, coverage),
        onEnd(slice) {
            measured.delete(slice);
            if (coverage && measured.size === 0 && !reckoned) {
                reckoned = reckonCoverage();
                // It is awaited below, when all has ended.
                reckoned.catch(() => undefined);
            }
        },
    });
    const counts = addCounts(total, reckoned === undefined ? noCounts : countsOf(await reckoned));
    process.exitCode = counts.failed > 0 ? 1 : 0;
    for (const failure of counts.failures) {
        console.log(`failed: ${failure}`);
    }
    console.log(formatCounts(counts));
}

/** Most processes wait, for a job's end or for each other, half of their time. */
const workersAProcessor = 2;

function workersOf(given: string | undefined): number {
    const workers = given === undefined ? workersAProcessor * availableParallelism() : Number(given);
    if (!Number.isInteger(workers) || workers < 1) {
        throw new Error(`--workers is a whole number from 1 on, not "${given}".`);
    }
    return workers;
}

/** Prints the coverage; below the threshold it counts as one failed test. */
function countsOf({ text, isEnough }: Coverage): Counts {
    console.log(text);
    return isEnough ? noCounts : brokenCounts("line coverage of provider/ is below the threshold");
}

void main();
