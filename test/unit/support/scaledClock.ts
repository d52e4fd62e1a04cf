import { type Clock, systemClock } from "#provider/core/clock";

/** A clock on which time runs `factor` times as fast as on the wall, for tests with real servers. */
export function scaledClock(factor: number): Clock {
    const startedAt = Date.now();
    return {
        now: () => startedAt + (Date.now() - startedAt) * factor,
        sleep: (ms, signal) => systemClock.sleep(ms / factor, signal),
    };
}
