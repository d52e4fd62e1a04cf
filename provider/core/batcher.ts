import { AsyncLocalStorage } from "node:async_hooks";
import { AdaptiveDebounce, type Patience } from "./adaptiveDebounce";
import type { Clock } from "./clock";

/** How items are put together, and what is done with a batch of them. */
export interface BatcherOptions<T, R> {
    clock: Clock;
    /** How long a batch waits for more items; asked anew for each wait. */
    patience: () => Patience;
    /** How many batches may run at once. Default: any number. */
    mostAtOnce?: number;
    /** Whether the next batch is to leave without waiting for more. Default: never. */
    isDue?: (waiting: readonly T[]) => boolean;
    /** Which of the waiting items make up the next batch; at least one of them. Default: all. */
    choose?: (waiting: readonly T[]) => readonly T[];
    /** Whether the item's result is still wanted; one that is not does not count. Default: always. */
    isOpen?: (item: T) => boolean;
    /**
     * Runs a batch, in the asynchronous context of its first item, and answers each item's result, in their order. The batch has
     * ended once all of these are known.
     */
    run: (batch: readonly T[]) => readonly Promise<R>[];
}

interface Entry<T, R> {
    item: T;
    /** Runs something in the context in which the item came: a line that is said there stands under the item's own resource. */
    inContext: <U>(run: () => U) => U;
    resolve: (result: R) => void;
    reject: (error: unknown) => void;
}

/** Puts items that arrive close together into batches, and gives each item its own result. */
export class Batcher<T, R> {
    private waiting: Entry<T, R>[] = [];
    private readonly served = new Set<Entry<T, R>>();
    private readonly debounce: AdaptiveDebounce;
    private running = 0;
    private isForming = false;

    constructor(private readonly options: BatcherOptions<T, R>) {
        const { clock, patience } = options;
        const waiting = () => this.countOpen(this.waiting);
        this.debounce = new AdaptiveDebounce(clock, patience, {
            waiting,
            present: () => waiting() + this.countOpen(this.served),
        });
    }

    /** Adds an item, and resolves to its result. */
    submit(item: T): Promise<R> {
        return new Promise((resolve, reject) => {
            this.waiting.push({ item, inContext: AsyncLocalStorage.snapshot(), resolve, reject });
            this.debounce.arrived();
            void this.flush();
        });
    }

    /** Sends what waits, as long as there is room for another batch. */
    private async flush(): Promise<void> {
        const { mostAtOnce = Number.POSITIVE_INFINITY, isDue = () => false } = this.options;
        if (this.isForming) {
            return;
        }
        this.isForming = true;
        while (this.waiting.length > 0 && this.running < mostAtOnce) {
            await this.debounce.quiet(() => isDue(this.waiting.map(({ item }) => item)));
            void this.send(this.take());
        }
        this.isForming = false;
    }

    /** Takes the next batch, without the items whose results are not wanted any more. */
    private take(): Entry<T, R>[] {
        const { choose = (items: readonly T[]) => items } = this.options;
        const open = this.waiting.filter((entry) => this.isOpen(entry));
        const chosen = new Set(choose(open.map(({ item }) => item)));
        this.waiting = open.filter(({ item }) => !chosen.has(item));
        return open.filter(({ item }) => chosen.has(item));
    }

    private async send(batch: readonly Entry<T, R>[]): Promise<void> {
        const [first] = batch;
        if (!first) {
            return;
        }
        this.running += 1;
        // A batch that cannot be begun fails each of its items.
        const results = first.inContext(async () => this.options.run(batch.map(({ item }) => item)));
        const ends = batch.map(async (entry, index) => {
            this.served.add(entry);
            try {
                entry.resolve((await (await results)[index]) as R);
            } catch (error) {
                entry.reject(error);
            } finally {
                this.served.delete(entry);
            }
        });
        await Promise.all(ends);
        this.running -= 1;
        if (this.waiting.length === 0 || this.running === 0) {
            // Most come back at once, with what they have to do next: that is no pace.
            this.debounce.served();
        }
        void this.flush();
    }

    private countOpen(entries: Iterable<Entry<T, R>>): number {
        let count = 0;
        for (const entry of entries) {
            count += this.isOpen(entry) ? 1 : 0;
        }
        return count;
    }

    private isOpen({ item }: Entry<T, R>): boolean {
        return this.options.isOpen?.(item) ?? true;
    }
}
