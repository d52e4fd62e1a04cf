import { expect } from "chai";
import { Deadline } from "#provider/core/deadline";
import { Ownership } from "#provider/lifecycle/ownership";
import { virtualClock } from "../support/virtualClock";

describe("Ownership", () => {
    const clock = virtualClock();
    const deadline = (ms = 60_000) => new Deadline(clock, ms);

    it("knows who holds what, and that two may for a while", async () => {
        const ownership = new Ownership();
        ownership.hold("a", ["x", "y"]);
        ownership.hold("b", ["x"]);
        expect(await ownership.takeoverState("a", "x", deadline())).to.equal("has it");
        expect(await ownership.takeoverState("b", "x", deadline())).to.equal("has it");
        expect(await ownership.takeoverState("b", "y", deadline())).to.equal("has not begun");
        expect(await ownership.takeoverState("c", "x", deadline())).to.equal("has not begun");
    });

    it("waits for the work that the owner has begun", async () => {
        const ownership = new Ownership();
        const work = ownership.work("b", async () => {
            await clock.sleep(1_000);
            ownership.hold("b", ["x"]);
            return "done";
        });
        expect(await ownership.takeoverState("b", "x", deadline())).to.equal("has it");
        expect(await work).to.equal("done");
    });

    it("takes work that failed for one that holds nothing", async () => {
        const ownership = new Ownership();
        const work = ownership.work("b", async () => {
            await clock.sleep(1_000);
            throw new Error("no");
        });
        expect(await ownership.takeoverState("b", "x", deadline())).to.equal("failed");
        expect((await Promise.allSettled([work]))[0]?.status).to.equal("rejected");
    });

    for (const [limitInMs, waitedInMs, title] of [
        [5_000, 5_000, "the deadline"],
        [1_800_000, 60_000, "a minute"],
    ] as const) {
        it(`waits no longer than ${title}`, async () => {
            const ownership = new Ownership();
            const startedAt = clock.now();
            const work = ownership.work("b", () => clock.sleep(3_600_000));
            expect(await ownership.takeoverState("b", "x", deadline(limitInMs))).to.equal("is still at work");
            expect(clock.now() - startedAt).to.be.within(waitedInMs, waitedInMs + 1_000);
            await work;
        });
    }

    it("waits for nobody who has begun nothing", async () => {
        const startedAt = clock.now();
        expect(await new Ownership().takeoverState("b", "x", deadline())).to.equal("has not begun");
        expect(clock.now()).to.equal(startedAt);
    });

    it("waits a moment, where it is told to, for one to begin", async () => {
        const ownership = new Ownership();
        const later = clock.sleep(1_000).then(() => ownership.work("b", async () => ownership.hold("b", ["x"])));
        expect(await ownership.takeoverState("b", "x", deadline(), 5_000)).to.equal("has it");
        await later;
        const startedAt = clock.now();
        expect(await ownership.takeoverState("c", "x", deadline(), 5_000)).to.equal("has not begun");
        expect(clock.now() - startedAt).to.be.within(5_000, 5_500);
    });

    it("lets two owners wait for each other", async () => {
        const ownership = new Ownership();
        const swap = async (own: string, key: string, other: string, otherKey: string) => {
            await ownership.work(own, async () => {
                await clock.sleep(100);
                ownership.hold(own, [key]);
            });
            return ownership.takeoverState(other, otherKey, deadline());
        };
        expect(await Promise.all([swap("a", "y", "b", "x"), swap("b", "x", "a", "y")])).to.deep.equal([
            "has it",
            "has it",
        ]);
    });

    it("tell a resource from the one that replaced it, and only where both are known", () => {
        const ownership = new Ownership();
        expect(ownership.isReplaced("a", "x", "1")).to.equal(false);
        ownership.own("a", ["x"], "2");
        expect(ownership.isReplaced("a", "x", "1")).to.equal(true);
        expect(ownership.isReplaced("a", "x", "2")).to.equal(false);
        expect(ownership.isReplaced("a", "x", undefined)).to.equal(false);
        expect(ownership.isReplaced("b", "x", "1")).to.equal(false);
    });
});
