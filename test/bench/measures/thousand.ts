import { type Row, toRow } from "../figure";
import { measureUp, upParallel } from "../growth/measureUp";
import type { Bench } from "../support/bench";
import { rounded } from "../support/statistics";
import { duration } from "../support/words";

const count = 1_000;
const what = `${count.toLocaleString("en")} one-member assignments of one project, --parallel ${upParallel}, documented budgets`;

/** What a thousand assignments of one project cost, once: it takes minutes. */
export async function measureThousand(bench: Bench): Promise<Row[]> {
    const ours = await measureUp(bench, "assignments", count);
    const floor = await measureUp(bench, "noop", count);
    return [
        toRow({
            figure: `wall time of up, ${what}, over no-ops`,
            value: rounded(ours.durationInMs / floor.durationInMs, 3),
            unit: "ratio",
            target: 1.3,
            ours: duration(ours.durationInMs),
            floor: duration(floor.durationInMs),
        }),
        toRow({
            figure: `HTTP requests of up, ${what}`,
            value: ours.requests,
            unit: "requests",
            target: 150,
            ours: `${ours.requests} for ${ours.jobs} jobs`,
        }),
    ];
}
