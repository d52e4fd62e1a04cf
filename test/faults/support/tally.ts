import type { Outcome } from "./expectation";

const counts: Record<Outcome, number> = { recovers: 0, refused: 0, partial: 0 };

/** Counts a cell that ended as promised. */
export function count(outcome: Outcome): void {
    counts[outcome] += 1;
}

/** The counts of all cells so far, as one line. */
export function tallyLine(): string {
    const { recovers, refused, partial } = counts;
    return (
        `faults tried: ${recovers + refused + partial}; recovered: ${recovers}; refused with the right error: ${refused + partial}` +
        ` (of which kept as partial resources: ${partial})`
    );
}
