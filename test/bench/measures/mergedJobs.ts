import { type Row, toRow } from "../figure";
import { simulateOneJobEach } from "../simulation/simulateOneJobEach";
import type { Bench, Program } from "../support/bench";
import { median, rounded } from "../support/statistics";
import { duration, simulated } from "../support/words";
import { interleaved } from "./interleaved";

const count = 100;
const parallel = 100;
const services = { jobDurationMs: 2_000 };
const what = `${count} one-member assignments of one project, --parallel ${parallel}, 2 s jobs`;

/** How many jobs, and how much time, a hundred assignments of one project cost when the engine lets them all run at once. */
export async function measureMergedJobs(bench: Bench): Promise<Row[]> {
    const up = (program: Program) => () => {
        bench.say(`up of ${count} ${program}, --parallel ${parallel}, 2 s jobs`);
        return bench.withStack({ program, count, services }, (stack) => stack.run("up", { parallel }));
    };
    const { ours, floor } = await interleaved(bench.runs, up("assignments"), up("noop"));
    const oursInMs = median(ours.map((cost) => cost.durationInMs));
    const floorInMs = median(floor.map((cost) => cost.durationInMs));
    const today = (await simulateOneJobEach({ count, parallel, engineInMs: floorInMs, services })).up;
    const jobs = Math.max(...ours.map((cost) => cost.jobs));
    return [
        toRow({
            figure: `jobs for ${what}`,
            value: jobs,
            unit: "jobs",
            target: 2,
            ours: `${jobs} in ${Math.max(...ours.map((cost) => cost.requests))} requests`,
            today: simulated(`${today.jobs} in ${today.requests} requests`),
        }),
        toRow({
            figure: `wall time of up, ${what}, over no-ops and one job`,
            value: rounded(oursInMs / (floorInMs + services.jobDurationMs), 3),
            unit: "ratio",
            target: 1.4,
            ours: duration(oursInMs),
            floor: duration(floorInMs),
            today: simulated(duration(today.durationInMs)),
        }),
    ];
}
