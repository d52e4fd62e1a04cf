import type { Deadline } from "../polling/deadline";
import { Holders } from "./holders";

/** How long a program may pause between two resources of this package, of which the second takes something over from the first. */
const quietInMs = 2_000;

/** A key that two resources of one run declare. */
export interface Conflict {
    /** What both declare. */
    key: string;
    /** Logical name of the resource that declared it first. */
    owner: string;
}

/**
 * What the resources of this run declare, as `check` sees them. Pulumi runs the update or delete of an old owner in any
 * order with the create or update of a new one, all in one process: what anyone declares here is not taken away.
 * Two stacks have no common registry.
 */
export class Declarations {
    /** Who has what is declared in its state already. */
    readonly holders = new Holders();
    private readonly owners = new Map<string, string>();
    private readonly keysOf = new Map<string, string[]>();
    private count = 0;

    /** Replaces what the owner declares; answers the keys that another owner declared before, which stay the other's. */
    declare(owner: string, keys: readonly string[]): Conflict[] {
        this.count += 1;
        for (const key of this.keysOf.get(owner) ?? []) {
            this.owners.delete(key);
        }
        const conflicts = keys.flatMap((key) => {
            const other = this.owners.get(key);
            return other === undefined ? [] : [{ key, owner: other }];
        });
        const own = keys.filter((key) => !this.owners.has(key));
        for (const key of own) {
            this.owners.set(key, owner);
        }
        this.keysOf.set(owner, own);
        return conflicts;
    }

    /**
     * Resolves when nobody declares anything any more for two seconds, or at the deadline; at once where nobody ever did.
     * A program registers its resources one after the other, while those that came first are at work already: who takes a
     * key over may be yet to come.
     */
    async quiet(deadline: Deadline): Promise<void> {
        for (let seen = 0; seen !== this.count; ) {
            seen = this.count;
            if (!(await deadline.sleepBeforeTry(quietInMs))) {
                return;
            }
        }
    }

    /**
     * Whether the owner declares the key, and the resource that the engine has for it now has it in its state. A delete in
     * its name is then for what a replacement left behind earlier, whose key has come back to the owner since.
     */
    isLive(owner: string | undefined, key: string): boolean {
        return owner !== undefined && this.owners.get(key) === owner && this.holders.has(owner, key);
    }

    /** The resource, other than this one, that declares the key. */
    otherOwner(key: string, owner: string | undefined): string | undefined {
        const found = this.owners.get(key);
        return found === owner ? undefined : found;
    }
}
