import { getOrCreate } from "../core/keyed";
import { canonicalArmId } from "../validation/ids";
import type { JobVerb } from "./jobs";

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

/** The ARM id of a member. */
export function memberIdOf({ azureResourceId }: { azureResourceId: string }): string {
    return azureResourceId;
}

/** Lists of up to so many entries are searched without an index. */
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

/** So many members are named in one sentence; the rest is a count. */
const mostNames = 5;

/**
 * The names of members in lines and errors: the account's name, as a person would call it. Accounts of one name in two resource groups,
 * or two subscriptions, are told apart by these as soon as this process has heard of both.
 */
export class MemberNames {
    /** The canonical ids of all accounts of a name, as far as known. */
    private readonly accounts = new Map<string, Set<string>>();
    /** The ids that were noted, as they were spelled: most are seen again and again. */
    private readonly noted = new Set<string>();

    /** Notes that there are these members. */
    learn(ids: Iterable<string>): void {
        for (const id of ids) {
            if (!this.noted.has(id)) {
                this.noted.add(id);
                const canonical = canonicalArmId(id);
                getOrCreate(this.accounts, lastSegment(canonical), () => new Set()).add(canonical);
            }
        }
    }

    /** The name of one member: `contoso-weu`, else `language-rg/contoso-weu`, else with the subscription before that. */
    one(id: string): string {
        this.learn([id]);
        const name = lastSegment(id);
        const others = [...(this.accounts.get(lastSegment(canonicalArmId(id))) ?? [])];
        if (others.length < 2) {
            return name;
        }
        const { subscription, group } = placeOf(id);
        const isOnly =
            others.filter((other) => placeOf(other).group.toLowerCase() === group.toLowerCase()).length === 1;
        return isOnly ? `${group}/${name}` : `${subscription}/${group}/${name}`;
    }

    /** Names members in a sentence, some five of them and then a count. */
    list(ids: readonly string[]): string {
        this.learn(ids);
        const shown = ids.slice(0, mostNames).map((id) => this.one(id));
        return ids.length > mostNames ? `${shown.join(", ")} and ${ids.length - mostNames} more` : shown.join(", ");
    }
}

function lastSegment(id: string): string {
    const start = id.lastIndexOf("/", id.length - 2) + 1;
    return id.slice(start, id.endsWith("/") ? -1 : undefined);
}

/** `/subscriptions/{subscription}/resourceGroups/{group}/providers/...` */
function placeOf(id: string): { subscription: string; group: string } {
    const [, , subscription = "", , group = ""] = id.split("/");
    return { subscription, group };
}

/**
 * Of the members that a job is to assign or unassign those that the list shows otherwise, and those that are unverified
 * whatever it shows. What becomes of a member that is assigned or unassigned a second time is undocumented.
 */
export function unreachedMembers<T extends { azureResourceId: string }>(
    verb: JobVerb,
    members: readonly T[],
    list: readonly AssignedResource[],
    unverified: readonly string[] = [],
): T[] {
    const ids = idSet(unverified);
    return members.filter(
        ({ azureResourceId: id }) => ids.has(id) || (findMember(list, id) !== undefined) !== (verb === "assign"),
    );
}
