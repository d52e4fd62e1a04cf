/**
 * Finds the candidate that a misspelt name most likely means: the one with the fewest single-letter edits and swaps,
 * without letter case, if these are few for the length of the name; `undefined` otherwise.
 */
export function nearestName(name: string, candidates: readonly string[]): string | undefined {
    let best: string | undefined;
    let bestDistance = Math.max(2, Math.floor(Math.min(name.length, 64) / 3)) + 1;
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
