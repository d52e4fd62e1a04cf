import type { Clock } from "./clock";

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
 * Starts a limit of `ms`, or less where the clock is about to close. The signal's reason is the outer signal's, or an
 * `Error` that says that time is up.
 */
export function timeLimit(clock: Clock, ms: number, outer?: AbortSignal): TimeLimit {
    const limited = new AbortController();
    const endsAt = clock.now() + ms;
    const closing = clock.closing?.signal;
    let timer = new AbortController();
    let expired = false;
    const expire = () => {
        expired = !limited.signal.aborted;
        limited.abort(new Error(`time is up after ${Math.round(ms)} ms`));
    };
    const start = () => {
        timer = new AbortController();
        const leftInMs = Math.min(endsAt, clock.closing?.at ?? endsAt) - clock.now();
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
    closing?.addEventListener("abort", shorten, { once: true });
    start();
    return {
        signal: limited.signal,
        get expired() {
            return expired;
        },
        end() {
            timer.abort("ended");
            outer?.removeEventListener("abort", stop);
            closing?.removeEventListener("abort", shorten);
        },
    };
}
