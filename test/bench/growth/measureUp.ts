import type { Bench, Program } from "../support/bench";

/** By the service's documentation it takes 10 POSTs and 100 GETs a minute; 2 s are a quick job. */
export const busyServices = {
    jobDurationMs: 2_000,
    budgets: { postsPerMinute: 10, getsPerMinute: 100 },
    throttleRetryAfter: true,
};
/** How many resources the engine runs at once. */
export const upParallel = 100;

/** What an up costs. */
export interface UpCost {
    durationInMs: number;
    requests: number;
    jobs: number;
}

/** What an up cost that was measured, and the most memory that the provider's process held. */
export interface MeasuredUp extends UpCost {
    memoryInMiB: number;
}

const measured = new WeakMap<Bench, Map<string, Promise<MeasuredUp>>>();

/** An up of so many resources of one project on services with the documented budgets. It takes minutes, so each runs once. */
export function measureUp(bench: Bench, program: Program, count: number): Promise<MeasuredUp> {
    const ups = measured.get(bench) ?? new Map();
    measured.set(bench, ups);
    const up = ups.get(`${count} ${program}`) ?? runUp(bench, program, count);
    ups.set(`${count} ${program}`, up);
    return up;
}

async function runUp(bench: Bench, program: Program, count: number): Promise<MeasuredUp> {
    bench.say(`up of ${count} ${program}, --parallel ${upParallel}, 2 s jobs, 10 POSTs and 100 GETs a minute`);
    const { durationInMs, requests, jobs, parts } = await bench.withStack(
        { program, count, services: busyServices },
        (stack) => stack.watch("up", { parallel: upParallel }),
    );
    return { durationInMs, requests, jobs, memoryInMiB: Math.round(parts.provider.memoryInMiB) };
}
