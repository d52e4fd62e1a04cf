import type { EmulatorOptions } from "#emulator/index";
import type { Traffic } from "../support/traffic";
import { runCrew } from "./crew";
import { OneJobEach } from "./oneJobEach";
import { SimulatedServices } from "./simulatedServices";

/** What is to be simulated. */
export interface OneJobEachPlan {
    count: number;
    parallel: number;
    /** How long the engine itself takes to bring up the same stack of no-ops: its resources become ready evenly over it. */
    engineInMs: number;
    /** The same of its destroy. Default: as long as up. */
    engineDestroyInMs?: number;
    services: Partial<EmulatorOptions>;
}

/** What one job for each resource costs. */
export interface OneJobEachCost {
    up: Traffic & { durationInMs: number };
    destroy: Traffic & { durationInMs: number };
    lagsInMs: readonly number[];
}

/** Simulates an up and a destroy of so many resources that run a job each. */
export async function simulateOneJobEach(plan: OneJobEachPlan): Promise<OneJobEachCost> {
    const { count, parallel, engineInMs, engineDestroyInMs = engineInMs } = plan;
    const services = new SimulatedServices(plan.services);
    const today = new OneJobEach(services);
    const { clock } = services;
    const crew = (durationInMs: number) => ({ clock, count, parallel, gapInMs: durationInMs / count });
    const startedAt = clock.now();
    await runCrew(crew(engineInMs), (index) => today.assign(index));
    const up = services.traffic();
    const upEndedAt = clock.now();
    await runCrew(crew(engineDestroyInMs), (index) => today.unassign(index));
    const all = services.traffic();
    return {
        up: { ...up, durationInMs: upEndedAt - startedAt },
        destroy: {
            ...all,
            requests: all.requests - up.requests,
            jobs: all.jobs - up.jobs,
            durationInMs: clock.now() - upEndedAt,
        },
        lagsInMs: today.lagsInMs,
    };
}
