import type { Clock } from "../polling/clock";
import type { Deadline } from "../polling/deadline";
import { Holders } from "./holders";

/** How long a program may pause between two resources of this package, of which the second takes something over from the first. */
const quietInMs = 2_000;
/** How soon to look again whether a `diff` has ended. */
const planInMs = 100;

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
export class Declarations<T = unknown> {
    /** Who has what is declared in its state already. */
    readonly holders = new Holders();
    /** What an earlier run has begun to take away, and nobody can tell whether that is still to come: no list proves that it is there. */
    readonly doubtful = new Set<string>();
    private readonly owners = new Map<string, string>();
    private readonly keysOf = new Map<string, string[]>();
    private readonly declared = new Map<string, T>();
    private lastAt?: number;
    private planning = 0;

    constructor(private readonly clock: Clock) {}

    /** Replaces what the owner declares, by its keys and, where others may need it, as a whole; answers the keys that another owner declared before, which stay the other's. */
    declare(owner: string, keys: readonly string[], whole?: T): Conflict[] {
        this.lastAt = this.clock.now();
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
        if (whole !== undefined) {
            this.declared.set(owner, whole);
        }
        return conflicts;
    }

    /** All that an owner declares. */
    declaredBy(owner: string): T | undefined {
        return this.declared.get(owner);
    }

    /** Whether the owner has declared anything, if only nothing, in this process. */
    has(owner: string): boolean {
        return this.keysOf.has(owner);
    }

    /** Whether a `diff` holds the program up. */
    get isHeldUp(): boolean {
        return this.planning > 0;
    }

    /** Runs a `diff`, which holds the program up: until it ends, and for a while after, others may be yet to come. */
    async during<T>(plan: () => Promise<T>): Promise<T> {
        this.planning += 1;
        try {
            return await plan();
        } finally {
            this.planning -= 1;
            this.lastAt &&= this.clock.now();
        }
    }

    /**
     * Resolves when the last declaration is two seconds old, or at the deadline; at once where nobody ever declared anything.
     * A program registers its resources one after the other, while those that came first are at work already: who takes a
     * key over may be yet to come.
     */
    async quiet(deadline: Deadline): Promise<void> {
        while (this.lastAt !== undefined) {
            const leftInMs = this.planning > 0 ? planInMs : this.lastAt + quietInMs - this.clock.now();
            if (leftInMs <= 0 || !(await deadline.sleepBeforeTry(leftInMs))) {
                return;
            }
        }
    }

    /** The resource, other than this one, that declares the key. */
    otherOwner(key: string, owner: string | undefined): string | undefined {
        const found = this.owners.get(key);
        return found === owner ? undefined : found;
    }
}
