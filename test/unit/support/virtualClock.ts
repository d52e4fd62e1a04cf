import type { Clock } from "#provider/core/clock";

/** A clock on which no time passes but in sleeps. */
export interface VirtualClock extends Clock {
    /** Milliseconds since the clock was made. */
    readonly elapsedInMs: number;
    /** How many sleeps are under way. */
    readonly sleepers: number;
}

/**
 * Makes a clock for tests without I/O: whenever nothing else can run, the sleeper that is due first wakes up, and that is
 * the only way time passes.
 */
export function virtualClock(startedAt = Date.UTC(2026, 0, 1)): VirtualClock {
    let now = startedAt;
    let scheduled = false;
    const sleepers = new Set<{ at: number; wake: () => void }>();

    const tick = () => {
        scheduled = false;
        const [next] = [...sleepers].sort((a, b) => a.at - b.at);
        if (next) {
            sleepers.delete(next);
            now = Math.max(now, next.at);
            next.wake();
            schedule();
        }
    };
    const schedule = () => {
        if (!scheduled && sleepers.size > 0) {
            scheduled = true;
            // After all promise reactions and next ticks.
            setImmediate(tick);
        }
    };
    return {
        now: () => now,
        get elapsedInMs() {
            return now - startedAt;
        },
        get sleepers() {
            return sleepers.size;
        },
        sleep: (ms, signal) =>
            new Promise((resolve, reject) => {
                if (signal?.aborted) {
                    reject(signal.reason);
                    return;
                }
                const stop = () => {
                    sleepers.delete(sleeper);
                    reject(signal?.reason);
                };
                const sleeper = {
                    at: now + Math.max(ms, 0),
                    wake: () => {
                        signal?.removeEventListener("abort", stop);
                        resolve();
                    },
                };
                signal?.addEventListener("abort", stop, { once: true });
                sleepers.add(sleeper);
                schedule();
            }),
    };
}
