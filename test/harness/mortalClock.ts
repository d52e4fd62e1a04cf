import type { Clock } from "#provider/core/clock";

/** A process's view of a clock: what sleeps when the process dies never wakes, and holds up nobody's time. */
export function mortalClock(clock: Clock, dead: AbortSignal): Clock {
    return {
        now: () => clock.now(),
        sleep: (ms, signal) =>
            new Promise((resolve, reject) => {
                if (dead.aborted) {
                    return;
                }
                const end = new AbortController();
                const wake = () => end.abort("aborted");
                const stop = () => end.abort("dead");
                const forget = () => {
                    dead.removeEventListener("abort", stop);
                    signal?.removeEventListener("abort", wake);
                };
                if (signal?.aborted) {
                    wake();
                }
                dead.addEventListener("abort", stop, { once: true });
                signal?.addEventListener("abort", wake, { once: true });
                clock.sleep(ms, end.signal).then(
                    () => {
                        forget();
                        resolve();
                    },
                    () => {
                        forget();
                        if (!dead.aborted) {
                            reject(signal?.reason);
                        }
                    },
                );
            }),
    };
}
