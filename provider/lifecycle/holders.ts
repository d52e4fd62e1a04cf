import type { Deadline } from "../polling/deadline";
import { getOrCreate } from "../polling/getOrCreate";
import { timeLimit } from "../polling/timeLimit";

/** How long to wait for an heir. */
const longestWaitInMs = 60_000;
/** How soon to look again whether an heir has begun. */
const lookAgainInMs = 200;

/** How far an heir is with what it declares. */
export type HeirState = "has it" | "failed" | "is still at work" | "has not begun";

/**
 * Which resource has what in its state. Who leaves a member to another resource of the run must know that the other has
 * it: one that fails, or never gets its turn, would leave the member with nobody that knows of it.
 */
export class Holders {
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

    /** Runs the part of the owner's verb that decides what it holds; within it the owner must wait for nobody's `heirState`. */
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
     * What becomes of a key that is left to its heir, which declares it. Waits for the work that the heir has begun, or begins
     * within `graceInMs` (default: at once), for a minute at most and no longer than the deadline: an heir may itself be waiting, in
     * the program or in the engine, for whoever asks.
     */
    async heirState(heir: string, key: string, deadline: Deadline, graceInMs = 0): Promise<HeirState> {
        const grace = deadline.within(graceInMs);
        while (this.stateOf(heir, key) === "has not begun" && !grace.passed) {
            await grace.clock.sleep(Math.min(lookAgainInMs, grace.remainingInMs()), grace.signal);
        }
        const limit = timeLimit(deadline.clock, Math.min(longestWaitInMs, deadline.remainingInMs()), deadline.signal);
        const end = new Promise((resolve) => limit.signal.addEventListener("abort", resolve, { once: true }));
        await Promise.race([this.atWork.get(heir), end]);
        limit.end();
        return this.stateOf(heir, key);
    }

    private stateOf(heir: string, key: string): HeirState {
        if (this.owners.get(key)?.has(heir)) {
            return "has it";
        }
        const work = this.atWork.get(heir);
        if (work === undefined) {
            return "has not begun";
        }
        return work === "ended" ? "failed" : "is still at work";
    }
}
