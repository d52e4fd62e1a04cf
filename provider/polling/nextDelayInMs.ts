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
