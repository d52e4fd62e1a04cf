import type { Deadline } from "../polling/deadline";
import { getOrCreate } from "../polling/getOrCreate";
import { timeLimit } from "../polling/timeLimit";

/**
 * Which resource has what in its state. Who leaves a member to another resource of the run must know that the other has
 * it: one that fails, or never gets its turn, would leave the member with nobody that knows of it.
 */
export class Holders {
    /** Two resources may hold one key while it moves from one to the other. */
    private readonly owners = new Map<string, Set<string>>();
    private readonly atWork = new Map<string, Promise<unknown>>();

    /** Notes that the owner has these keys in its state, or will have them when its verb returns. */
    hold(owner: string, keys: readonly string[]): void {
        for (const key of keys) {
            getOrCreate(this.owners, key, () => new Set()).add(owner);
        }
    }

    /** Runs the part of the owner's verb that decides what it holds; within it the owner must wait for nobody's `holds`. */
    work<T>(owner: string, run: () => Promise<T>): Promise<T> {
        const running = run();
        this.atWork.set(
            owner,
            running.catch(() => undefined),
        );
        return running;
    }

    /** Whether the owner holds the key; waits for the work that it has begun, no longer than the deadline. */
    async holds(owner: string, key: string, deadline: Deadline): Promise<boolean> {
        const limit = timeLimit(deadline.clock, deadline.remainingInMs(), deadline.signal);
        const end = new Promise((resolve) => limit.signal.addEventListener("abort", resolve, { once: true }));
        await Promise.race([this.atWork.get(owner), end]);
        limit.end();
        return this.has(owner, key);
    }

    /** Whether the owner holds the key, as far as is known now. */
    has(owner: string, key: string): boolean {
        return this.owners.get(key)?.has(owner) ?? false;
    }
}
