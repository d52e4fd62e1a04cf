import fc from "fast-check";
import { playSequence } from "./playSequence";
import type { Sequence } from "./support/arbitraries";
import { sequenceArbitrary } from "./support/sequenceArbitrary";
import { emptyTally, type Tally } from "./support/tally";

/** Which sequences to play. */
export interface Selection {
    /** How many. */
    runs: number;
    /** Decides which. */
    seed: number;
    /** Begins at one of them, as a failure names it. */
    path?: string;
}

/** Plays random sequences. Rejects, with the shortest sequence that was found and how to play it again, where a rule is broken. */
export async function playRandomSequences({ runs, seed, path }: Selection): Promise<Tally> {
    const tally = emptyTally();
    const property = fc.asyncProperty(sequenceArbitrary, (sequence) => playSequence(sequence, tally));
    const result = await fc.check(property, { numRuns: runs, seed, path });
    if (result.failed) {
        const [sequence] = result.counterexample ?? [];
        throw new Error(describe(seed, result.counterexamplePath ?? "", sequence, result.errorInstance));
    }
    return tally;
}

/** The seed of the tests. */
export const usualSeed = 1_000;

/** A seed for those who want sequences that nobody has played yet. */
export function freshSeed(): number {
    return Date.now() % 0x7fffffff;
}

function describe(seed: number, path: string, sequence: Sequence | undefined, error: unknown): string {
    return [
        error instanceof Error ? (error.stack ?? error.message) : String(error),
        `the sequence: ${JSON.stringify(sequence)}`,
        `play it again: npm run soak -- --seed ${seed} --path ${path}`,
    ].join("\n");
}
