import fc from "fast-check";
import type { FrontEndName } from "../harness/frontEnds/frontEnds";
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
    /** What serves the resources. Default: the dynamic providers. */
    frontEnd?: FrontEndName;
}

/** Plays random sequences. Rejects, with the shortest sequence that was found and how to play it again, where a rule is broken. */
export async function playRandomSequences({ runs, seed, path, frontEnd }: Selection): Promise<Tally> {
    const tally = emptyTally();
    const property = fc.asyncProperty(sequenceArbitrary, (sequence) => playSequence(sequence, tally, frontEnd));
    const result = await fc.check(property, { numRuns: runs, seed, path });
    if (result.failed) {
        const [sequence] = result.counterexample ?? [];
        const again = `--seed ${seed} --path ${result.counterexamplePath ?? ""}${frontEnd ? ` --front ${frontEnd}` : ""}`;
        throw new Error(describe(again, sequence, result.errorInstance));
    }
    return tally;
}

/** The seed of the tests. */
export const usualSeed = 1_000;

/** A seed for those who want sequences that nobody has played yet. */
export function freshSeed(): number {
    return Date.now() % 0x7fffffff;
}

function describe(again: string, sequence: Sequence | undefined, error: unknown): string {
    return [
        error instanceof Error ? (error.stack ?? error.message) : String(error),
        `the sequence: ${JSON.stringify(sequence)}`,
        `play it again: npm run soak -- ${again}`,
    ].join("\n");
}
