/** Runs pieces of work, at most `width` at a time, in the order in which they come. */
export class WorkerPool {
    private readonly waiting: (() => void)[] = [];
    private readonly running = new Set<Promise<void>>();

    constructor(private readonly width: number) {}

    /** Adds a piece of work, which must not reject; it starts as soon as there is room. */
    add(work: () => Promise<void>): void {
        const start = () => {
            const run = work().finally(() => {
                this.running.delete(run);
                this.waiting.shift()?.();
            });
            this.running.add(run);
        };
        if (this.running.size < this.width) {
            start();
        } else {
            this.waiting.push(start);
        }
    }

    /** Resolves when nothing runs or waits any more. */
    async idle(): Promise<void> {
        while (this.running.size > 0) {
            await Promise.all(this.running);
        }
    }
}
