import { expect } from "chai";
import { AdaptiveDebounce } from "#provider/core/adaptiveDebounce";
import { virtualClock } from "../support/virtualClock";

const patience = { firstInMs: 40, shortestInMs: 20, longestInMs: 400, mostInMs: 1_000 };

/** A room where some wait and some are served. */
function room() {
    const clock = virtualClock();
    let waiting = 0;
    let served = 0;
    const debounce = new AdaptiveDebounce(clock, () => patience, {
        waiting: () => waiting,
        present: () => waiting + served,
    });
    return {
        clock,
        debounce,
        /** So many arrive, the first at once, the others at a pace. */
        async arrive(count: number, gapInMs: number) {
            for (let i = 0; i < count; i++) {
                if (i > 0) {
                    await clock.sleep(gapInMs);
                }
                waiting += 1;
                debounce.arrived();
            }
        },
        /** Waits until it is quiet, and takes those who wait; answers how many, and how long it took. */
        async take(enough?: () => boolean) {
            const startedAt = clock.now();
            await debounce.quiet(enough);
            served += waiting;
            const taken = { count: waiting, tookInMs: clock.now() - startedAt };
            waiting = 0;
            return taken;
        },
        leave() {
            served = 0;
            debounce.served();
        },
        count: () => waiting,
    };
}

describe("AdaptiveDebounce", () => {
    it("holds up the very first no longer than it was told to", async () => {
        const { arrive, take } = room();
        await arrive(1, 0);
        expect(await take()).to.deep.equal({ count: 1, tookInMs: 40 });
    });

    it("hears first of those who came while the process was too busy to wake up", async () => {
        const { clock, take, arrive } = room();
        await arrive(1, 0);
        const { sleep } = clock;
        // A wait that ends long after its time, and arrivals that are told of only once the process is free again.
        clock.sleep = async (ms, signal) => {
            clock.sleep = sleep;
            await sleep(ms + 100, signal);
            void sleep(0).then(() => arrive(1, 0));
        };
        expect(await take()).to.include({ count: 2 });
    });

    it("takes who comes back at once after being served for no pace", async () => {
        const { clock, arrive, take, leave } = room();
        for (let step = 0; step < 3; step++) {
            await arrive(1, 0);
            expect(await take()).to.include({ count: 1, tookInMs: 40 });
            await clock.sleep(300);
            leave();
        }
    });

    it("waits as long as a burst goes on, by its pace", async () => {
        const { arrive, take } = room();
        const all = arrive(12, 15);
        expect(await take()).to.include({ count: 12 });
        await all;
    });

    it("waits no longer than the longest, however much arrives", async () => {
        const { arrive, take } = room();
        const all = arrive(150, 10);
        const { count, tookInMs } = await take();
        expect(tookInMs).to.equal(1_000);
        expect(count).to.be.within(99, 101);
        await all;
    });

    it("ends as soon as there are enough", async () => {
        const { arrive, take, count } = room();
        const all = arrive(30, 5);
        expect(await take(() => count() >= 20)).to.deep.equal({ count: 20, tookInMs: 95 });
        await all;
    });

    it("knows how many an engine runs at once, and goes on when they are there", async () => {
        const { arrive, take, leave } = room();
        for (const expected of ["learns", "knows", "knows"]) {
            const all = arrive(8, 15);
            const { count, tookInMs } = await take();
            await all;
            expect(count).to.equal(8);
            if (expected === "knows") {
                expect(tookInMs).to.equal(7 * 15);
            }
            leave();
        }
    });

    it("brings together again those who were parted", async () => {
        const { clock, arrive, take, leave } = room();
        await arrive(3, 5);
        await take();
        // While three are served, the other five of eight arrive; when those are done, three more will come.
        await arrive(5, 30);
        await clock.sleep(2_000);
        leave();
        const all = clock.sleep(40).then(() => arrive(3, 30));
        expect(await take()).to.include({ count: 8 });
        await all;
    });

    it("forgets how many there are at once when more come", async () => {
        const { clock, arrive, take, leave } = room();
        await arrive(2, 5);
        await take();
        leave();
        await clock.sleep(1_000);
        const all = arrive(4, 5);
        expect(await take()).to.include({ count: 2 });
        await all;
        expect(await take()).to.include({ count: 2 });
        leave();
        await clock.sleep(1_000);
        const later = arrive(4, 5);
        expect(await take()).to.include({ count: 4 });
        await later;
    });

    it("takes one alone for the first of many, until it has been alone three times", async () => {
        const { clock, arrive, take, leave } = room();
        const tookInMs: number[] = [];
        for (let time = 0; time < 5; time++) {
            await arrive(1, 0);
            tookInMs.push((await take()).tookInMs);
            leave();
            await clock.sleep(1_000);
        }
        expect(tookInMs).to.deep.equal([40, 40, 40, 0, 0]);
    });

    it("does not wait on a clock that was set back", async () => {
        let now = 10_000;
        const clock = { now: () => now, sleep: () => Promise.reject(new Error("must not wait")) };
        const debounce = new AdaptiveDebounce(clock, () => patience, { waiting: () => 1, present: () => 1 });
        debounce.arrived();
        now = 1_000;
        await debounce.quiet();
    });
});
