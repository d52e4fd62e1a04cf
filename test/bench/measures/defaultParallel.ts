import { type Row, toRow } from "../figure";
import { simulateOneJobEach } from "../simulation/simulateOneJobEach";
import type { Bench } from "../support/bench";
import { defaultParallelism } from "../support/defaultParallelism";
import { duration, simulated } from "../support/words";

const count = 100;
const services = { jobDurationMs: 2_000 };

/** How many jobs a hundred assignments of one project cost at the engine's own parallelism: no job can serve more than run at once. */
export async function measureDefaultParallel(bench: Bench): Promise<Row[]> {
    const parallel = defaultParallelism();
    bench.say(`up of ${count} assignments at the default parallelism (${parallel}), 2 s jobs`);
    const ours = await bench.withStack({ program: "assignments", count, services }, (stack) => stack.run("up"));
    const floor = await bench.withStack({ program: "noop", count }, (stack) => stack.run("up"));
    const plan = { count, parallel, engineInMs: floor.durationInMs, services };
    const today = (await simulateOneJobEach(plan)).up;
    return [
        toRow({
            figure: `jobs for ${count} one-member assignments of one project, default parallelism (${parallel} here), 2 s jobs`,
            value: ours.jobs,
            unit: "jobs",
            target: Math.ceil(count / parallel) + 1,
            ours: `${ours.jobs} in ${duration(ours.durationInMs)}`,
            floor: duration(floor.durationInMs),
            today: simulated(`${today.jobs} in ${duration(today.durationInMs)}`),
        }),
    ];
}
