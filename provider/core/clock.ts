import { setMaxListeners } from "node:events";

/** The orderly end of a process that was asked to stop: from then on, every deadline comes within seconds. */
export class GracefulShutdown {
    private readonly begun = new AbortController();
    private endsAt = Number.POSITIVE_INFINITY;

    constructor() {
        // Every sleep listens to it.
        setMaxListeners(0, this.begun.signal);
    }

    /** By when everything must have ended, in milliseconds since the epoch; infinity until the process is asked to stop. */
    get at(): number {
        return this.endsAt;
    }

    /** Aborted when it begins. */
    get signal(): AbortSignal {
        return this.begun.signal;
    }

    /** Asks everything to end by a moment; only the first time counts. */
    begin(at: number): void {
        if (!this.begun.signal.aborted) {
            this.endsAt = at;
            this.begun.abort("shutting down");
        }
    }
}

/** The only source of time: injected everywhere, so that tests decide how it passes. */
export interface Clock {
    /** Milliseconds since the epoch. */
    now(): number;
    /** Resolves after `ms` milliseconds; rejects with the signal's reason as soon as it is aborted. */
    sleep(ms: number, signal?: AbortSignal): Promise<void>;
    /** Cuts short all deadlines on this clock once the process is asked to stop. Default: nothing does. */
    readonly shutdown?: GracefulShutdown;
}

// setTimeout turns anything longer into 1 ms.
const longestTimerInMs = 2 ** 31 - 1;

/** Wall time as it was when the process began, and from then on monotonic, as timers are: setting the machine's clock changes nothing. */
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

/** The present moment, ISO 8601 in UTC. */
export function isoNow(clock: Clock): string {
    return new Date(clock.now()).toISOString();
}

/** Sleeps `ms`, or until `wake` is aborted: then it resolves to true. Rejects with the signal's reason when that is aborted. */
export async function sleepOrWake(clock: Clock, ms: number, wake: AbortSignal, signal?: AbortSignal): Promise<boolean> {
    if (wake.aborted) {
        return true;
    }
    const nap = new AbortController();
    const stop = () => nap.abort(signal?.reason);
    const rouse = () => nap.abort("woken");
    if (signal?.aborted) {
        stop();
    }
    signal?.addEventListener("abort", stop, { once: true });
    wake.addEventListener("abort", rouse, { once: true });
    try {
        await clock.sleep(ms, nap.signal);
        return false;
    } catch (error) {
        if (!wake.aborted || signal?.aborted) {
            throw error;
        }
        return true;
    } finally {
        signal?.removeEventListener("abort", stop);
        wake.removeEventListener("abort", rouse);
    }
}

/** A signal that is aborted when time is up, or earlier with an outer signal. */
export interface TimeLimit {
    /** What the limited work listens to. */
    readonly signal: AbortSignal;
    /** Whether the time was used up: the limit, not the outer signal, aborted. */
    readonly expired: boolean;
    /** Stops the timer; call it when the work is over. */
    end(): void;
}

/**
 * Starts a limit of `ms`, or less once the process is asked to stop. The signal's reason is the outer signal's, or an
 * `Error` that says that time is up.
 */
export function timeLimit(clock: Clock, ms: number, outer?: AbortSignal): TimeLimit {
    const limited = new AbortController();
    const endsAt = clock.now() + ms;
    const shutdown = clock.shutdown?.signal;
    let timer = new AbortController();
    let expired = false;
    const expire = () => {
        expired = !limited.signal.aborted;
        limited.abort(new Error(`time is up after ${Math.round(ms)} ms`));
    };
    const start = () => {
        timer = new AbortController();
        const leftInMs = Math.min(endsAt, clock.shutdown?.at ?? endsAt) - clock.now();
        // Where the timer is stopped, the work is over, or has less time.
        clock.sleep(leftInMs, timer.signal).then(expire, () => undefined);
    };
    const shorten = () => {
        // Without a reason a DOMException is made, with a stack, for each request.
        timer.abort("shortened");
        start();
    };
    const stop = () => limited.abort(outer?.reason);
    if (outer?.aborted) {
        stop();
    }
    outer?.addEventListener("abort", stop, { once: true });
    shutdown?.addEventListener("abort", shorten, { once: true });
    start();
    return {
        signal: limited.signal,
        get expired() {
            return expired;
        },
        end() {
            timer.abort("ended");
            outer?.removeEventListener("abort", stop);
            shutdown?.removeEventListener("abort", shorten);
        },
    };
}
