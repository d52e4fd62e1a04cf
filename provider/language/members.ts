import { canonicalArmId } from "../validation/canonicalArmId";

/** A Language resource as the service wants it in an assign request. */
export interface ResourceMetadata {
    /** ARM id of the Cognitive Services account. */
    azureResourceId: string;
    /** Custom subdomain, or the whole host, of that account. */
    customDomain: string;
    /** Region code, `westeurope` for example. */
    region: string;
}

/** A Language resource as the service lists it; it never returns the custom domain. */
export interface AssignedResource {
    /** ARM id; its letter case is the service's own. */
    azureResourceId: string;
    /** Region code as the service spells it. */
    region: string;
}

/** What lists are found in so often that an index pays. */
const shortInEntries = 8;
/** The entries of long lists by canonical id, as long as anybody has the list. */
const indexes = new WeakMap<readonly unknown[], { length: number; entries: Map<string, unknown> }>();

/**
 * Finds a listed resource by its ARM id, without regard to letter case. Long lists are indexed once, so that work with
 * thousands of members grows with their number and not with its square; a list may grow, but its entries must not change.
 */
export function findMember<T extends { azureResourceId: string }>(list: readonly T[], id: string): T | undefined {
    const wanted = canonicalArmId(id);
    return list.length <= shortInEntries
        ? list.find((entry) => canonicalArmId(entry.azureResourceId) === wanted)
        : (indexOf(list).get(wanted) as T | undefined);
}

/** ARM ids without regard to how they are spelled. */
export function idSet(ids: Iterable<string>): { has(id: string): boolean } {
    const canonical = new Set<string>();
    for (const id of ids) {
        canonical.add(canonicalArmId(id));
    }
    return { has: (id) => canonical.has(canonicalArmId(id)) };
}

function indexOf(list: readonly { azureResourceId: string }[]): Map<string, unknown> {
    const known = indexes.get(list);
    if (known?.length === list.length) {
        return known.entries;
    }
    // Of two entries with one id the first counts, as in a search.
    const entries = new Map([...list].reverse().map((entry) => [canonicalArmId(entry.azureResourceId), entry]));
    indexes.set(list, { length: list.length, entries });
    return entries;
}
