import { canonicalArmId } from "../validation/canonicalArmId";

/** So many members are named in one sentence; the rest is a count. */
const mostNames = 5;

/**
 * How lines and errors call members: by the account's name, as a person would. Accounts of one name in two resource groups, or
 * two subscriptions, are told apart by these, as soon as this process has heard of both.
 */
export class MemberNames {
    /** The canonical ids of all accounts of a name, as far as known. */
    private readonly accounts = new Map<string, Set<string>>();

    /** Notes that there are these members. */
    learn(ids: Iterable<string>): void {
        for (const id of ids) {
            const canonical = canonicalArmId(id);
            const name = lastSegment(canonical);
            const known = this.accounts.get(name) ?? new Set();
            this.accounts.set(name, known.add(canonical));
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
    return id.slice(id.lastIndexOf("/", id.length - 2) + 1).replace(/\/$/, "");
}

/** `/subscriptions/{subscription}/resourceGroups/{group}/providers/...` */
function placeOf(id: string): { subscription: string; group: string } {
    const [, , subscription = "", , group = ""] = id.split("/");
    return { subscription, group };
}
