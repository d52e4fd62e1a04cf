const FIRST_IN_MS = 500;
const LONGEST_IN_MS = 30_000;

/**
 * A growing, jittered wait: doubling from 0.5 s to 30 s with each failure before it (the first is 0), of which a random
 * part between half and all is taken.
 */
export function backoffInMs(failures: number, random: () => number): number {
    const full = Math.min(FIRST_IN_MS * 2 ** failures, LONGEST_IN_MS);
    return full * (0.5 + random() / 2);
}
