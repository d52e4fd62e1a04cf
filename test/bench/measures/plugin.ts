import { type Row, toRow } from "../figure";
import type { Bench, Program } from "../support/bench";
import type { PartCosts } from "../support/processWatch";
import { median, rounded } from "../support/statistics";
import { duration } from "../support/words";
import { interleaved } from "./interleaved";

const count = 100;
/** How often each life runs the up that changes nothing. */
const times = 3;

/** What the processes of each operation cost. */
interface Life {
    up: PartCosts;
    unchanged: PartCosts[];
}

/** What the plugin costs over the dynamic provider: memory of its process, and CPU time of an up without changes. */
export async function measurePlugin(bench: Bench): Promise<Row[]> {
    const live = (program: Program, words: string) => () => {
        bench.say(`up, and ups without changes, of ${count} assignments ${words}`);
        return liveOnce(bench, program);
    };
    const { ours, floor } = await interleaved(
        bench.runs,
        live("plugin", "through the plugin"),
        live("assignments", "by the dynamic provider"),
    );
    return [memoryRow(ours, floor), cpuRow(ours, floor)];
}

function liveOnce(bench: Bench, program: Program): Promise<Life> {
    return bench.withStack({ program, count }, async (stack) => {
        const { parts: up } = await stack.watch("up");
        const unchanged: PartCosts[] = [];
        for (let time = 0; time < times; time++) {
            unchanged.push((await stack.watch("up")).parts);
        }
        return { up, unchanged };
    });
}

function memoryRow(ours: readonly Life[], floor: readonly Life[]): Row {
    const memoryOf = (lives: readonly Life[]) => median(lives.map(({ up }) => up.provider.memoryInMiB));
    return toRow({
        figure: `memory of the plugin's process, up of ${count} assignments, over the dynamic provider's`,
        value: rounded(memoryOf(ours) / memoryOf(floor), 3),
        unit: "ratio",
        target: 0.6,
        ours: `${rounded(memoryOf(ours), 0)} MiB`,
        floor: `${rounded(memoryOf(floor), 0)} MiB (dynamic provider)`,
    });
}

function cpuRow(ours: readonly Life[], floor: readonly Life[]): Row {
    const [least, leastOfFloor] = [leastOf(ours), leastOf(floor)];
    return toRow({
        figure: `CPU time of up without changes, engine, program and provider, ${count} assignments, plugin over dynamic provider`,
        value: rounded(cpuOf(least) / cpuOf(leastOfFloor), 3),
        unit: "ratio",
        target: 0.9,
        ours: inWords(least),
        floor: `${inWords(leastOfFloor)} (dynamic provider)`,
    });
}

/** The up without changes that took the least CPU time: what else the machine does can only add to it. */
function leastOf(lives: readonly Life[]): PartCosts {
    const ups = lives.flatMap(({ unchanged }) => unchanged);
    return ups.reduce((least, next) => (cpuOf(next) < cpuOf(least) ? next : least));
}

function cpuOf({ engine, program, provider }: PartCosts): number {
    return engine.cpuInMs + program.cpuInMs + provider.cpuInMs;
}

function inWords(parts: PartCosts): string {
    const { engine, program, provider } = parts;
    return `${duration(cpuOf(parts))}: ${[engine, program, provider].map(({ cpuInMs }) => duration(cpuInMs)).join(", ")}`;
}
