/** Runs pieces of work that share a key one after another, in the order in which they came. */
export class KeyedMutex {
    private readonly tails = new Map<string, Promise<unknown>>();

    /** Resolves, or rejects, as the work does, once its turn has come. */
    run<T>(key: string, work: () => Promise<T>): Promise<T> {
        const turn = (this.tails.get(key) ?? Promise.resolve()).then(work, work);
        const tail = turn.catch(() => undefined);
        this.tails.set(key, tail);
        void tail.then(() => {
            if (this.tails.get(key) === tail) {
                this.tails.delete(key);
            }
        });
        return turn;
    }
}
