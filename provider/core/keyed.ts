import { timeLimit } from "./clock";
import type { Deadline } from "./deadline";

/** The map's value for a key, made and kept when there is none yet. */
export function getOrCreate<K, V>(map: Map<K, V>, key: K, create: () => V): V {
    const found = map.get(key) ?? create();
    map.set(key, found);
    return found;
}

/** How long to wait for a turn. */
export interface Patience {
    /** When to give up; its signal ends the wait with the signal's reason. */
    deadline: Deadline;
    /** What to throw then. */
    tooLate: () => Error;
}

/** Runs pieces of work that share a key one after another, in the order in which they came. */
export class KeyedMutex {
    private readonly tails = new Map<string, Promise<unknown>>();

    /**
     * Resolves, or rejects, as the work does, once its turn has come. Work whose patience ends before its turn comes is not
     * begun. Default: it waits for ever.
     */
    run<T>(key: string, work: () => Promise<T>, patience?: Patience): Promise<T> {
        const before = this.tails.get(key);
        const isGivenUp = before && patience ? giveUp(before, patience) : undefined;
        const turn = (before ?? Promise.resolve()).then(async () => (isGivenUp?.() ? undefined : work()));
        const result = (isGivenUp ? Promise.race([turn, isGivenUp.rejection]) : turn) as Promise<T>;
        const tail = turn.catch(() => undefined);
        this.tails.set(key, tail);
        void tail.then(() => {
            if (this.tails.get(key) === tail) {
                this.tails.delete(key);
            }
        });
        return result;
    }
}

/** Whether the wait for the end of others' work was given up; its `rejection` settles only if it was. */
function giveUp(before: Promise<unknown>, { deadline, tooLate }: Patience) {
    const limit = timeLimit(deadline.clock, deadline.remainingInMs(), deadline.signal);
    let isOver = false;
    const rejection = new Promise<never>((_, reject) => {
        const stop = () => {
            if (!isOver) {
                reject(deadline.signal?.aborted ? deadline.signal.reason : tooLate());
            }
        };
        limit.signal.addEventListener("abort", stop, { once: true });
    });
    void before.then(() => {
        isOver = !limit.signal.aborted;
        limit.end();
    });
    return Object.assign(() => !isOver, { rejection });
}
