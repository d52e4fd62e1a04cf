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

/** Starts a limit of `ms`. The signal's reason is the outer signal's, or an `Error` that says that time is up. */
export function timeLimit(clock: Clock, ms: number, outer?: AbortSignal): TimeLimit {
    const limited = new AbortController();
    const timer = new AbortController();
    let expired = false;
    const stop = () => limited.abort(outer?.reason);
    if (outer?.aborted) {
        stop();
    }
    outer?.addEventListener("abort", stop, { once: true });
    clock.sleep(ms, timer.signal).then(
        () => {
            expired = !limited.signal.aborted;
            limited.abort(new Error(`time is up after ${Math.round(ms)} ms`));
        },
        // The timer was stopped: the work is over.
        () => undefined,
    );
    return {
        signal: limited.signal,
        get expired() {
            return expired;
        },
        end() {
            // Without a reason a DOMException is made, with a stack, for each request.
            timer.abort("ended");
            outer?.removeEventListener("abort", stop);
        },
    };
}
