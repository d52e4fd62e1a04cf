/** More looks than this are not taken at a list that changes all the time. */
const mostLooks = 4;

/** A list as it was read, and over how many pages. */
export interface PagedList<T> {
    entries: T[];
    pages: number;
}

/**
 * Reads a list so that what it leaves out is surely not there. Pages are not of one moment: where somebody takes an entry
 * from the first page before the second is read, the entry between them is on neither. So a list of several pages is read
 * until it is twice the same, in a row, or shows all that are `sought`, by their keys: nothing can be wrong about what it shows.
 * One that changes all the time is `unsteady`: an error, or (the default) what the last look showed.
 */
export async function steadyList<T>(
    read: () => Promise<PagedList<T>>,
    keyOf: (entry: T) => string,
    sought?: readonly string[],
    unsteady?: () => Error,
): Promise<T[]> {
    const keysOf = ({ entries }: PagedList<T>) => entries.map(keyOf).sort();
    let last = await read();
    for (let looks = 1; last.pages > 1 && !showsAll(keysOf(last), sought); looks++) {
        if (looks >= mostLooks) {
            if (unsteady) {
                throw unsteady();
            }
            break;
        }
        const next = await read();
        if (keysOf(next).join("\n") === keysOf(last).join("\n")) {
            return next.entries;
        }
        last = next;
    }
    return last.entries;
}

function showsAll(keys: readonly string[], sought: readonly string[] | undefined): boolean {
    const shown = new Set(keys);
    return sought?.every((key) => shown.has(key)) ?? false;
}
