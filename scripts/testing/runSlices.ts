import { addCounts, type Counts, formatCounts, noCounts } from "./counts";
import { runSlice, type SliceResult } from "./runSlice";
import type { Slice } from "./slices";

/** How slices are run. */
export interface SliceOptions {
    /** The environment of a suite's processes. */
    envOf(suite: string): NodeJS.ProcessEnv;
    /** Called as each slice has ended. */
    onEnd(slice: Slice): void;
}

/** Runs slices, so many at a time, in their order; prints how each suite went and which tests were slow. */
export async function runSlices(
    slices: readonly Slice[],
    workers: number,
    { envOf, onEnd }: SliceOptions,
): Promise<Counts> {
    const open = [...slices];
    const ended: [Slice, SliceResult][] = [];
    const work = async () => {
        for (let slice = open.shift(); slice; slice = open.shift()) {
            ended.push([slice, await runSlice(slice, envOf(slice.suite))]);
            onEnd(slice);
        }
    };
    await Promise.all(Array.from({ length: workers }, work));
    const total = ended.map(([, { counts }]) => counts).reduce(addCounts, noCounts);
    console.log(`\n${[...suiteLines(ended), ...slowLines(total)].join("\n")}\n`);
    return total;
}

/** A line a suite; its times are those of all its slices together, though they ran side by side. */
function suiteLines(ended: readonly (readonly [Slice, SliceResult])[]): string[] {
    const suites = [...new Set(ended.map(([{ suite }]) => suite))].sort();
    return suites.map((suite) => {
        const own = ended.filter(([slice]) => slice.suite === suite).map(([, result]) => result);
        const counts = own.map((result) => result.counts).reduce(addCounts, noCounts);
        const durationInMs = own.reduce((sum, result) => sum + result.durationInMs, 0);
        return `${suite}: ${formatCounts(counts)} (${seconds(durationInMs)}, processor ${seconds(counts.cpuInMs)})`;
    });
}

function slowLines({ slowest }: Counts): string[] {
    return ["", "The slowest tests:", ...slowest.map((test) => `${seconds(test.durationInMs)} ${test.title}`)];
}

function seconds(durationInMs: number): string {
    return `${(durationInMs / 1_000).toFixed(1)} s`;
}
