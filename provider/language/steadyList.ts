import { canonicalArmId } from "../validation/canonicalArmId";
import type { AssignedResource } from "./members";

/** More looks than this are not taken at a list that changes all the time. */
const mostLooks = 4;

/** A list as it was read, and over how many pages. */
export interface PagedList {
    entries: AssignedResource[];
    pages: number;
}

/**
 * Reads a list so that what it leaves out is surely not there. Pages are not of one moment: where somebody takes an entry
 * from the first page before the second is read, the entry between them is on neither. So a list of several pages is read
 * until it is twice the same, in a row, or shows all that are `sought`: nothing can be wrong about what it shows.
 */
export async function steadyList(
    read: () => Promise<PagedList>,
    sought?: readonly string[],
): Promise<AssignedResource[]> {
    let last = await read();
    for (let looks = 1; last.pages > 1 && !showsAll(last, sought) && looks < mostLooks; looks++) {
        const next = await read();
        if (isSame(next, last)) {
            return next.entries;
        }
        last = next;
    }
    return last.entries;
}

function showsAll(list: PagedList, sought: readonly string[] | undefined): boolean {
    if (sought === undefined) {
        return false;
    }
    const shown = new Set(idsOf(list));
    return sought.every((id) => shown.has(canonicalArmId(id)));
}

function isSame(one: PagedList, other: PagedList): boolean {
    return idsOf(one).sort().join("\n") === idsOf(other).sort().join("\n");
}

function idsOf({ entries }: PagedList): string[] {
    return entries.map(({ azureResourceId }) => canonicalArmId(azureResourceId));
}
