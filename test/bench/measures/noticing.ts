import { type Row, toRow } from "../figure";
import { SimulatedFleet } from "../simulation/simulatedFleet";
import { SimulatedServices } from "../simulation/simulatedServices";
import { simulateOneJobEach } from "../simulation/simulateOneJobEach";
import type { Bench } from "../support/bench";
import { rounded } from "../support/statistics";
import { duration, simulated } from "../support/words";
import { measureRealLags, type Noticed } from "./realLags";

const shortestInMs = 200;
const longestInMs = 60_000;
const lengths = 120;
/** Lengths that are also measured on the wall. */
const realLengthsInMs = [200, 350, 500, 800, 1_200, 1_700, 2_500, 4_000];

/** How long the end of a job stays unnoticed, as a share of what is allowed: half a second, or a tenth of the job. */
export async function measureNoticing(bench: Bench): Promise<Row[]> {
    bench.say(`${lengths} jobs of 0.2 to 60 s on a simulated clock, and ${realLengthsInMs.length} short ones`);
    const seen = await simulateLags();
    const real = await measureRealLags(bench.emulator, realLengthsInMs);
    const worst = worstOf([...seen, ...real]);
    const today = await todaysWorst();
    return [
        toRow({
            figure: "time from a job's end to its being noticed, jobs of 0.2 to 60 s, over max(0.5 s, 10 %)",
            value: rounded(shareOf(worst), 3),
            unit: "ratio",
            target: 1,
            ours: `worst: ${duration(worst.lagInMs)} after ${duration(worst.lengthInMs)}; on the wall: ${duration(worstOf(real).lagInMs)} after ${duration(worstOf(real).lengthInMs)}`,
            today: simulated(`worst: ${duration(today.lagInMs)} after ${duration(today.lengthInMs)}`),
        }),
    ];
}

/** Runs jobs of lengths spread evenly by ratio on a simulated clock, requests taking up to some tens of milliseconds. */
export async function simulateLags(): Promise<Noticed[]> {
    const noticed: Noticed[] = [];
    for (const lengthInMs of spreadLengths()) {
        const services = new SimulatedServices({ jobDurationMs: lengthInMs });
        await new SimulatedFleet(services).assign(0);
        const { jobs, requests } = services.emulator.state();
        const poll = requests.filter(({ path }) => path.includes("/assign/jobs/")).pop();
        noticed.push({ lengthInMs, lagInMs: (poll?.at ?? Number.NaN) - (jobs[0]?.endedAt ?? Number.NaN) });
    }
    return noticed;
}

/** A lag as a share of the allowed one. */
export function shareOf({ lengthInMs, lagInMs }: Noticed): number {
    return lagInMs / Math.max(500, lengthInMs / 10);
}

function spreadLengths(): number[] {
    const step = (longestInMs / shortestInMs) ** (1 / (lengths - 1));
    return Array.from({ length: lengths }, (_, index) => Math.round(shortestInMs * step ** index));
}

function worstOf(noticed: readonly Noticed[]): Noticed {
    return noticed.reduce((worst, next) => (shareOf(next) > shareOf(worst) ? next : worst));
}

async function todaysWorst(): Promise<Noticed> {
    const noticed: Noticed[] = [];
    for (const lengthInMs of spreadLengths()) {
        const plan = { count: 1, parallel: 1, engineInMs: 1, services: { jobDurationMs: lengthInMs } };
        const [lagInMs = Number.NaN] = (await simulateOneJobEach(plan)).lagsInMs;
        noticed.push({ lengthInMs, lagInMs });
    }
    return worstOf(noticed);
}
