import type { Deadline } from "./deadline";
import { nextDelayInMs } from "./nextDelayInMs";

/** What one poll saw. */
export interface Polled<T> {
    /** Whether this is the end. */
    done: boolean;
    /** What was seen. */
    value: T;
    /** How long the service asked to wait before the next poll. */
    retryAfterInMs?: number;
}

/** How to poll, and until when. */
export interface PollUntilOptions<T> {
    /** Looks once. What it throws ends the polling. */
    poll: () => Promise<Polled<T>>;
    /** Until when; its signal ends the polling with the signal's reason. */
    deadline: Deadline;
    /** When what is polled began, in milliseconds since the epoch; the polls grow rarer from there. Default: now. */
    startedAt?: number;
    /** Called before each wait, with what was seen last and the time since `startedAt`. */
    onWait?: (value: T, elapsedInMs: number) => void;
}

/**
 * Polls until `done` or until the deadline; the last poll is made just before it.
 * Resolves to the last poll's result: `done: false` when the deadline came first.
 */
export async function pollUntil<T>({
    poll,
    deadline,
    startedAt = deadline.clock.now(),
    onWait,
}: PollUntilOptions<T>): Promise<{ done: boolean; value: T }> {
    for (;;) {
        deadline.throwIfAborted();
        const { done, value, retryAfterInMs } = await poll();
        if (done) {
            return { done, value };
        }
        // A clock that was set back must not make the polls frequent or negative.
        const elapsedInMs = Math.max(0, deadline.clock.now() - startedAt);
        onWait?.(value, elapsedInMs);
        if (!(await deadline.sleepBeforeTry(nextDelayInMs({ elapsedInMs, retryAfterInMs })))) {
            return { done, value };
        }
    }
}
