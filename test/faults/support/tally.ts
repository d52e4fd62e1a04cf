import type { Outcome } from "../table/expectation";

const outcomes: Record<Outcome, number> = { recovers: 0, refused: 0, partial: 0 };
let combinations = 0;

/** Counts a cell of the table of faults that ended as promised. */
export function countCell(outcome: Outcome): void {
    outcomes[outcome] += 1;
}

/** Counts a combination of answers to what is undocumented under which all scenarios passed. */
export function countCombination(): void {
    combinations += 1;
}

// A root hook: it runs once, when all tables of this process are done.
after(() => {
    const { recovers, refused, partial } = outcomes;
    const tried = recovers + refused + partial;
    if (tried > 0) {
        const ends = `recovered: ${recovers}; refused with the right error: ${refused + partial}`;
        console.log(
            `    faults tried: ${tried}; ${ends}; of these kept as partial resources and settled later: ${partial}`,
        );
        console.log("    after each: up reached the program, another up did nothing, and destroy left nothing of ours");
    }
    if (combinations > 0) {
        console.log(`    combinations of answers to what is undocumented: ${combinations}`);
    }
});
