import { printableText } from "../core/text";
import type { Findings } from "./findings";

/**
 * Finds the candidate that a misspelt name most likely means: the one with the fewest single-letter edits and swaps,
 * without letter case, if these are at most so many (default: few for the length of the name); `undefined` otherwise.
 */
export function nearestName(
    name: string,
    candidates: readonly string[],
    most = Math.max(2, Math.floor(Math.min(name.length, 64) / 3)),
): string | undefined {
    let best: string | undefined;
    let bestDistance = most + 1;
    for (const candidate of candidates) {
        if (Math.abs(candidate.length - name.length) >= bestDistance) {
            continue;
        }
        const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
        if (distance < bestDistance && distance < candidate.length / 2) {
            best = candidate;
            bestDistance = distance;
        }
    }
    return best;
}

/** Counts insertions, deletions, substitutions and swaps of neighbours, keeping the last two rows of the table. */
function editDistance(from: string, to: string): number {
    let beforeLast: number[] = [];
    let last = Array.from({ length: to.length + 1 }, (_, column) => column);
    for (let row = 1; row <= from.length; row++) {
        const current = [row];
        for (let column = 1; column <= to.length; column++) {
            const same = from[row - 1] === to[column - 1] ? 0 : 1;
            let cost = Math.min(cell(last, column) + 1, cell(current, column - 1) + 1, cell(last, column - 1) + same);
            if (row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]) {
                cost = Math.min(cost, cell(beforeLast, column - 2) + 1);
            }
            current.push(cost);
        }
        beforeLast = last;
        last = current;
    }
    return cell(last, to.length);
}

function cell(row: readonly number[], column: number): number {
    return row[column] ?? Number.POSITIVE_INFINITY;
}

/**
 * Refuses every name in an object that is none of `allowed`, with the nearest right one. A name whose value is absent
 * (`null` or `undefined`) passes, as Pulumi drops it.
 */
export function refuseUnknownNames(
    findings: Findings,
    given: Record<string, unknown>,
    allowed: readonly string[],
    place: { prefix: string; noun: string },
): void {
    for (const [name, value] of Object.entries(given)) {
        if (allowed.includes(name) || value === null || value === undefined) {
            continue;
        }
        const nearest = nearestName(name, allowed);
        const question = nearest === undefined ? "" : ` Did you mean "${nearest}"?`;
        const shown = printableText(name, 60);
        findings.add(
            place.prefix + shown,
            `"${shown}" is not ${place.noun}.${question} The names are ${allowed.join(", ")}.`,
        );
    }
}
