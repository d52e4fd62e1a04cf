import type { Operation } from "../../engine/engine";
import { type Row, toRow } from "../figure";
import { simulateOneJobEach } from "../simulation/simulateOneJobEach";
import type { Bench, Program } from "../support/bench";
import { defaultParallelism } from "../support/defaultParallelism";
import { median, rounded } from "../support/statistics";
import { duration, simulated } from "../support/words";
import { interleaved } from "./interleaved";

/** The operations of one stack's life, in their order. */
const operations = ["preview", "up", "up without changes", "refresh", "destroy"] as const;
type Name = (typeof operations)[number];

const targets: Readonly<Record<Name, number>> = {
    up: 1.2,
    "up without changes": 1.05,
    preview: 1.05,
    refresh: 1.2,
    destroy: 1.2,
};

const count = 100;
/** How often each life runs what leaves the stack as it is. */
const times = 3;

/** The wall times of each operation, in milliseconds. */
type Times = Record<Name, number[]>;

/** Wall time of every operation on 100 assignments whose jobs take no time, over the same of 100 no-ops. */
export async function measureOverhead(bench: Bench): Promise<Row[]> {
    const live = (program: Program) => () => {
        bench.say(`preview, up, up, refresh, destroy of ${count} ${program}`);
        return liveOnce(bench, program);
    };
    const { ours, floor } = await interleaved(bench.runs, live("assignments"), live("noop"));
    const medianOf = (lives: Times[], name: Name) => median(lives.flatMap((life) => life[name]));
    const engine = { engineInMs: medianOf(floor, "up"), engineDestroyInMs: medianOf(floor, "destroy") };
    const plan = { count, parallel: defaultParallelism(), ...engine, services: {} };
    const today = await simulateOneJobEach(plan);
    const todayOf: Partial<Record<Name, string>> = {
        up: simulated(duration(today.up.durationInMs)),
        destroy: simulated(duration(today.destroy.durationInMs)),
    };
    return operations.map((name) =>
        toRow({
            figure: `wall time of ${name}, ${count} assignments, instant jobs, over no-ops`,
            value: rounded(medianOf(ours, name) / medianOf(floor, name), 3),
            unit: "ratio",
            target: targets[name],
            ours: duration(medianOf(ours, name)),
            floor: duration(medianOf(floor, name)),
            today: todayOf[name],
        }),
    );
}

function liveOnce(bench: Bench, program: Program): Promise<Times> {
    return bench.withStack({ program, count }, async (stack) => {
        const took = async (operation: Operation, howOften = 1) => {
            const durations: number[] = [];
            for (let time = 0; time < howOften; time++) {
                durations.push((await stack.run(operation)).durationInMs);
            }
            return durations;
        };
        return {
            preview: await took("preview", times),
            up: await took("up"),
            "up without changes": await took("up", times),
            refresh: await took("refresh", times),
            destroy: await took("destroy"),
        };
    });
}
