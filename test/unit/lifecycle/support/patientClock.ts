import type { Clock } from "#provider/core/clock";

/** A clock on which time passes in sleeps only, for tests with a real server in the same process. */
export interface PatientClock extends Clock {
    /** Milliseconds since the clock was made. */
    readonly elapsedInMs: number;
    /** Keeps time standing while the work is under way. */
    busy<T>(work: Promise<T>): Promise<T>;
    /** Notes the begin of something that time waits for; the answer notes its end. */
    begin(): () => void;
}

/**
 * How many turns of the event loop, of a millisecond or more, time waits for work that does not end: a request that a
 * fault left hanging. A server in this process gets as many turns, however busy the machine is.
 */
const patienceInTurns = 60;

/**
 * Makes a clock that stands still while requests are under way, so that no machine is too slow for a test. When nothing
 * is under way, or what is has been silent for some turns, the sleeper that is due first wakes up.
 */
export function patientClock(startedAt = Date.UTC(2026, 0, 1)): PatientClock {
    let now = startedAt;
    let underWay = 0;
    let silentTurns = 0;
    let ticking = false;
    const sleepers = new Set<{ at: number; wake: () => void }>();

    const schedule = () => {
        if (!ticking && sleepers.size > 0) {
            ticking = true;
            setImmediate(() => setImmediate(tick));
        }
    };
    const tick = () => {
        if (underWay > 0 && silentTurns < patienceInTurns) {
            silentTurns += 1;
            setTimeout(tick, 1);
            return;
        }
        ticking = false;
        const [next] = [...sleepers].sort((a, b) => a.at - b.at);
        if (next) {
            sleepers.delete(next);
            now = Math.max(now, next.at);
            next.wake();
            schedule();
        }
    };
    const begin = () => {
        let ended = false;
        underWay += 1;
        silentTurns = 0;
        return () => {
            if (!ended) {
                ended = true;
                underWay -= 1;
                silentTurns = 0;
            }
        };
    };
    return {
        now: () => now,
        get elapsedInMs() {
            return now - startedAt;
        },
        begin,
        busy: (work) => work.finally(begin()),
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
