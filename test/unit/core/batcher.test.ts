import { AsyncLocalStorage } from "node:async_hooks";
import { expect } from "chai";
import { Batcher, type BatcherOptions } from "#provider/core/batcher";
import { virtualClock } from "../support/virtualClock";

const patience = { firstInMs: 10, shortestInMs: 10, longestInMs: 10, mostInMs: 100 };

/** A batcher of names whose batches take 100 ms; each result names its batch's items. */
function batcherOf(options: Partial<BatcherOptions<string, string>> = {}) {
    const clock = virtualClock();
    const batches: { at: number; items: string }[] = [];
    const batcher = new Batcher<string, string>({
        clock,
        patience: () => patience,
        run: (items) => {
            batches.push({ at: clock.elapsedInMs, items: items.join() });
            return items.map(async (item) => {
                await clock.sleep(100);
                return `${item} of ${items.join()}`;
            });
        },
        ...options,
    });
    return { clock, batches, batcher };
}

describe("Batcher", () => {
    it("puts together what comes close together, and gives each item its own result", async () => {
        const { batcher, batches } = batcherOf();
        const results = await Promise.all(["a", "b"].map((item) => batcher.submit(item)));
        expect(results).to.deep.equal(["a of a,b", "b of a,b"]);
        expect(batches).to.deep.equal([{ at: 10, items: "a,b" }]);
    });

    it("runs any number of batches at once, or as many as it may", async () => {
        for (const [mostAtOnce, second] of [
            [undefined, 60],
            [1, 120],
        ] as const) {
            const { batcher, batches, clock } = batcherOf({ mostAtOnce });
            const first = batcher.submit("a");
            await clock.sleep(50);
            await Promise.all([first, batcher.submit("b")]);
            expect(batches.map(({ at }) => at)).to.deep.equal([10, second]);
        }
    });

    it("sends at once what is due, and only what is chosen", async () => {
        const { batcher, batches } = batcherOf({
            isDue: (items) => items.length >= 2,
            choose: (items) => items.slice(0, 2),
        });
        await Promise.all(["a", "b", "c"].map((item) => batcher.submit(item)));
        expect(batches.map(({ items }) => items)).to.deep.equal(["a,b", "c"]);
        expect(batches[0]?.at).to.equal(0);
    });

    it("leaves out what nobody wants any more", async () => {
        const unwanted = new Set<string>();
        const { batcher, batches } = batcherOf({ isOpen: (item) => !unwanted.has(item) });
        const wanted = batcher.submit("a");
        void batcher.submit("b");
        unwanted.add("b");
        expect(await wanted).to.equal("a of a");
        void batcher.submit("c");
        unwanted.add("c");
        expect(await batcher.submit("d")).to.equal("d of d");
        expect(batches).to.have.length(2);
    });

    it("gives an item its result before the batch has ended, and its failure to nobody else", async () => {
        const { clock } = batcherOf();
        const { batcher } = batcherOf({
            clock,
            run: () => [Promise.resolve("at once"), clock.sleep(500).then(() => Promise.reject(new Error("late")))],
        });
        const [first, second] = [batcher.submit("a"), batcher.submit("b").catch((error: Error) => error.message)];
        expect(await first).to.equal("at once");
        expect(clock.elapsedInMs).to.equal(10);
        expect(await second).to.equal("late");
    });

    it("runs each batch in the context of its first item, so that what it says is said for one that it serves", async () => {
        const owner = new AsyncLocalStorage<string>();
        const owners: (string | undefined)[] = [];
        const { batcher, clock } = batcherOf({
            mostAtOnce: 1,
            run: (items) => {
                owners.push(owner.getStore());
                return items.map(() => clock.sleep(100).then(() => "done"));
            },
        });
        const first = owner.run("a", () => batcher.submit("a"));
        await clock.sleep(50);
        await Promise.all([
            first,
            owner.run("b", () => batcher.submit("b")),
            owner.run("c", () => batcher.submit("c")),
        ]);
        expect(owners).to.deep.equal(["a", "b"]);
    });

    it("fails the items of a batch that cannot be begun, and serves the next", async () => {
        let isFirst = true;
        const { batcher } = batcherOf({
            mostAtOnce: 1,
            run: (items) => {
                if (isFirst) {
                    isFirst = false;
                    throw new Error("not begun");
                }
                return items.map(() => Promise.resolve("done"));
            },
        });
        const first = await Promise.allSettled(["a", "b"].map((item) => batcher.submit(item)));
        expect(first.map(({ status }) => status)).to.deep.equal(["rejected", "rejected"]);
        expect(await batcher.submit("c")).to.equal("done");
    });
});
