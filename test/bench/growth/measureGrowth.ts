import { simulateOneJobEach } from "../simulation/simulateOneJobEach";
import type { Bench, Program } from "../support/bench";

/** By the service's documentation it takes 10 POSTs and 100 GETs a minute; 2 s are a quick job. */
const services = {
    jobDurationMs: 2_000,
    budgets: { postsPerMinute: 10, getsPerMinute: 100 },
    throttleRetryAfter: true,
};
const counts = [1, 10, 100, 1_000];
const parallel = 100;

/** What an up costs. */
export interface UpCost {
    durationInMs: number;
    requests: number;
    jobs: number;
}

/** What an up of so many resources costs: of ours, of no-ops, and with one job each (simulated). */
export interface GrowthPoint {
    count: number;
    ours: UpCost & { memoryInMiB: number };
    floor: UpCost & { memoryInMiB: number };
    today: UpCost;
}

/** Measures ups of 1 to 1,000 assignments of one project, on services with the documented budgets, `--parallel 100`. */
export async function measureGrowth(bench: Bench): Promise<GrowthPoint[]> {
    const points: GrowthPoint[] = [];
    for (const count of counts) {
        const ours = await measureUp(bench, "assignments", count);
        const floor = await measureUp(bench, "noop", count);
        const plan = { count, parallel, engineInMs: floor.durationInMs, services };
        const { durationInMs, requests, jobs } = (await simulateOneJobEach(plan)).up;
        points.push({ count, ours, floor, today: { durationInMs, requests, jobs } });
    }
    return points;
}

async function measureUp(bench: Bench, program: Program, count: number) {
    bench.say(`up of ${count} ${program}, --parallel ${parallel}, 2 s jobs, 10 POSTs and 100 GETs a minute`);
    const plan = { program, count, services };
    const { durationInMs, requests, jobs, parts } = await bench.withStack(plan, (s) => s.watch("up", { parallel }));
    return { durationInMs, requests, jobs, memoryInMiB: Math.round(parts.provider.memoryInMiB) };
}
