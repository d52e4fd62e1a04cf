import type { Closing } from "./closing";

/** The only source of time: injected everywhere, so that tests decide how it passes. */
export interface Clock {
    /** Milliseconds since the epoch. */
    now(): number;
    /** Resolves after `ms` milliseconds; rejects with the signal's reason as soon as it is aborted. */
    sleep(ms: number, signal?: AbortSignal): Promise<void>;
    /** When all deadlines on this clock come at the latest. Default: they come when they come. */
    readonly closing?: Closing;
}

// setTimeout turns anything longer into 1 ms.
const longestTimerInMs = 2 ** 31 - 1;

/** Wall time as it was when the process began, and from there on a time that nobody can set: timers do not follow a clock that is set either. */
export const systemClock: Clock = {
    now: () => Math.round(performance.timeOrigin + performance.now()),
    sleep: (ms, signal) =>
        new Promise((resolve, reject) => {
            if (signal?.aborted) {
                reject(signal.reason);
                return;
            }
            const stop = () => {
                clearTimeout(timer);
                reject(signal?.reason);
            };
            const timer = setTimeout(
                () => {
                    signal?.removeEventListener("abort", stop);
                    resolve();
                },
                Math.min(Math.max(ms, 0), longestTimerInMs),
            );
            signal?.addEventListener("abort", stop, { once: true });
        }),
};
