import { simulateOneJobEach } from "../simulation/simulateOneJobEach";
import type { Bench } from "../support/bench";
import { busyServices, type MeasuredUp, measureUp, type UpCost, upParallel } from "./measureUp";

const counts = [1, 10, 100, 1_000];

/** What an up of so many resources costs: of ours, of no-ops, and with one job each (simulated). */
export interface GrowthPoint {
    count: number;
    ours: MeasuredUp;
    floor: MeasuredUp;
    today: UpCost;
}

/** Measures ups of 1 to 1,000 assignments of one project, on services with the documented budgets, `--parallel 100`. */
export async function measureGrowth(bench: Bench): Promise<GrowthPoint[]> {
    const points: GrowthPoint[] = [];
    for (const count of counts) {
        const ours = await measureUp(bench, "assignments", count);
        const floor = await measureUp(bench, "noop", count);
        const plan = { count, parallel: upParallel, engineInMs: floor.durationInMs, services: busyServices };
        const { durationInMs, requests, jobs } = (await simulateOneJobEach(plan)).up;
        points.push({ count, ours, floor, today: { durationInMs, requests, jobs } });
    }
    return points;
}
