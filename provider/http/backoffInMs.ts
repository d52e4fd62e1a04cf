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
