import type { Deadline } from "./deadline";

const shareOfElapsed = 0.08;
const shortestInMs = 400;
const longestInMs = 5_000;
// A service that always asks for no wait at all must not be polled in a busy loop.
const shortestRetryAfterInMs = 100;
const longestRetryAfterInMs = 5 * 60_000;

/**
 * How long to wait before the next poll: what the service asked for (0.1 s to 5 min), else 8 % of the time elapsed so far,
 * at least 0.4 s and at most 5 s. So the end of a job is noticed within a tenth of its length.
 */
export function nextDelayInMs({
    elapsedInMs,
    retryAfterInMs,
}: {
    elapsedInMs: number;
    retryAfterInMs?: number;
}): number {
    if (retryAfterInMs !== undefined) {
        return Math.min(Math.max(retryAfterInMs, shortestRetryAfterInMs), longestRetryAfterInMs);
    }
    return Math.min(Math.max(elapsedInMs * shareOfElapsed, shortestInMs), longestInMs);
}

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

const firstBackoffInMs = 500;
const longestBackoffInMs = 30_000;

/**
 * A growing, jittered wait: doubling from 0.5 s to 30 s with each failure before it (the first is 0), of which a random
 * part between half and all is taken.
 */
export function backoffInMs(failures: number, random: () => number): number {
    const full = Math.min(firstBackoffInMs * 2 ** failures, longestBackoffInMs);
    return full * (0.5 + random() / 2);
}
