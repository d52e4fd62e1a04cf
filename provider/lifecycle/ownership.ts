import { type Clock, timeLimit } from "../core/clock";
import type { Deadline } from "../core/deadline";
import { getOrCreate } from "../core/keyed";

/** How long to wait for a new owner. */
const longestWaitInMs = 60_000;
/** How soon to look again whether it has begun. */
const lookAgainInMs = 200;

/** How far a new owner is with what it declares. */
export type TakeoverState = "has it" | "failed" | "is still at work" | "has not begun";

/**
 * Which resource has what in its state. A resource that leaves a member to another one of the run must know that the other has
 * it: if that one fails, or never gets its turn, no state would have the member.
 */
export class Ownership {
    /** Two resources may hold one key while it moves from one to the other. */
    private readonly owners = new Map<string, Set<string>>();
    private readonly presentOwners = new Map<string, string>();
    private readonly keepers = new Set<string>();
    private readonly atWork = new Map<string, Promise<void> | "ended">();

    /** Notes that the owner has these keys in its state, or will have them when its verb returns. */
    hold(owner: string, keys: readonly string[]): void {
        for (const key of keys) {
            getOrCreate(this.owners, key, () => new Set()).add(owner);
        }
    }

    /** Notes that the owner has these keys only as others left them, and never takes them away. */
    keep(owner: string, keys: readonly string[]): void {
        for (const key of keys) {
            this.keepers.add(`${owner} ${key}`);
        }
    }

    /** Whether the owner has the key without owning it. */
    onlyKeeps(owner: string, key: string): boolean {
        return this.keepers.has(`${owner} ${key}`);
    }

    /** Notes since when the owner's present resource has these keys: the one that this run created, updated, or found in the state. */
    own(owner: string, keys: readonly string[], ownedSince: string): void {
        for (const key of keys) {
            this.presentOwners.set(`${owner} ${key}`, ownedSince);
        }
    }

    /**
     * Whether the owner's present resource has the key and is not the one that has had it since then, but its replacement:
     * one that the engine was told to make though nothing called for it.
     */
    isReplaced(owner: string, key: string, ownedSince: string | undefined): boolean {
        const present = this.presentOwners.get(`${owner} ${key}`);
        return present !== undefined && ownedSince !== undefined && present !== ownedSince;
    }

    /** Runs the part of the owner's verb that decides what it holds; in it the owner must not wait for another one's `takeoverState`. */
    work<T>(owner: string, run: () => Promise<T>): Promise<T> {
        const running = run();
        const ended = running.then(
            () => undefined,
            () => undefined,
        );
        this.atWork.set(owner, ended);
        void ended.then(() => {
            if (this.atWork.get(owner) === ended) {
                this.atWork.set(owner, "ended");
            }
        });
        return running;
    }

    /**
     * What becomes of a key that is left to a new owner, which declares it. Waits for the work that the new owner has begun, or begins
     * within `graceInMs` (default: at once), for a minute at most and no longer than the deadline: it may itself be waiting, in
     * the program or in the engine, for the resource that asks.
     */
    async takeoverState(newOwner: string, key: string, deadline: Deadline, graceInMs = 0): Promise<TakeoverState> {
        const grace = deadline.within(graceInMs);
        while (this.stateOf(newOwner, key) === "has not begun" && !grace.passed) {
            await grace.clock.sleep(Math.min(lookAgainInMs, grace.remainingInMs()), grace.signal);
        }
        const limit = timeLimit(deadline.clock, Math.min(longestWaitInMs, deadline.remainingInMs()), deadline.signal);
        const end = new Promise((resolve) => limit.signal.addEventListener("abort", resolve, { once: true }));
        await Promise.race([this.atWork.get(newOwner), end]);
        limit.end();
        return this.stateOf(newOwner, key);
    }

    private stateOf(newOwner: string, key: string): TakeoverState {
        if (this.owners.get(key)?.has(newOwner)) {
            return "has it";
        }
        const work = this.atWork.get(newOwner);
        if (work === undefined) {
            return "has not begun";
        }
        return work === "ended" ? "failed" : "is still at work";
    }
}

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
    /** Which resources have what is declared in their states already. */
    readonly ownership = new Ownership();
    /** Keys that a job of an earlier run may still take away, so that no list proves that they are there. */
    readonly unverified = new Set<string>();
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
     * Resolves when the last declaration is two seconds old, or at the deadline; at once if nothing was ever declared.
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
