import { type Row, toRow } from "../figure";
import type { Bench } from "../support/bench";
import { rounded } from "../support/statistics";
import { duration } from "../support/words";

const count = 1_000;
const parallel = 100;
/** By the service's documentation it takes 10 POSTs and 100 GETs a minute; 2 s are a quick job. */
const services = {
    jobDurationMs: 2_000,
    budgets: { postsPerMinute: 10, getsPerMinute: 100 },
    throttleRetryAfter: true,
};
const what = `${count.toLocaleString("en")} one-member assignments of one project, --parallel ${parallel}, documented budgets`;

/** What a thousand assignments of one project cost, once: it takes minutes. */
export async function measureThousand(bench: Bench): Promise<Row[]> {
    bench.say(`up of ${count} assignments and of ${count} no-ops, --parallel ${parallel}`);
    const ours = await bench.withStack({ program: "assignments", count, services }, (s) => s.run("up", { parallel }));
    const floor = await bench.withStack({ program: "noop", count, services }, (s) => s.run("up", { parallel }));
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
