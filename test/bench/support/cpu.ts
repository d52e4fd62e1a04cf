/** What work cost the process, whatever else the machine does. */
export interface CpuCost {
    /** CPU time of all of it. */
    cpuInMs: number;
    /** The most CPU time between two turns of the event loop: nothing else could be served for as long. */
    longestBlockInMs: number;
}

/** How often the turns of the event loop are looked at. */
const lookInMs = 5;

/** Measures work by CPU time. Each look costs some microseconds, which count as the work's. */
export async function cpuCostOf(work: () => Promise<unknown>): Promise<CpuCost> {
    const start = process.cpuUsage();
    let last = cpuInMs();
    let longestBlockInMs = 0;
    const look = () => {
        const now = cpuInMs();
        longestBlockInMs = Math.max(longestBlockInMs, now - last);
        last = now;
    };
    // The first turn is measured from here, and not from when a timer first gets to run.
    const timer = setInterval(look, lookInMs);
    try {
        await work();
    } finally {
        clearInterval(timer);
        look();
    }
    return { cpuInMs: cpuInMs(start), longestBlockInMs };
}

/** CPU time of this process so far, or since a moment that `process.cpuUsage()` told. */
export function cpuInMs(since?: NodeJS.CpuUsage): number {
    const { user, system } = process.cpuUsage(since);
    return (user + system) / 1_000;
}
