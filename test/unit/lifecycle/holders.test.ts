import { expect } from "chai";
import { Holders } from "#provider/lifecycle/holders";
import { Deadline } from "#provider/polling/deadline";
import { virtualClock } from "../support/virtualClock";

describe("Holders", () => {
    const clock = virtualClock();
    const deadline = (ms = 60_000) => new Deadline(clock, ms);

    it("knows who holds what, and that two may for a while", async () => {
        const holders = new Holders();
        holders.hold("a", ["x", "y"]);
        holders.hold("b", ["x"]);
        expect(await holders.holds("a", "x", deadline())).to.equal(true);
        expect(await holders.holds("b", "x", deadline())).to.equal(true);
        expect(await holders.holds("b", "y", deadline())).to.equal(false);
        expect(await holders.holds("c", "x", deadline())).to.equal(false);
    });

    it("waits for the work that the owner has begun", async () => {
        const holders = new Holders();
        const work = holders.work("b", async () => {
            await clock.sleep(1_000);
            holders.hold("b", ["x"]);
            return "done";
        });
        expect(await holders.holds("b", "x", deadline())).to.equal(true);
        expect(await work).to.equal("done");
    });

    it("takes work that failed for one that holds nothing", async () => {
        const holders = new Holders();
        const work = holders.work("b", async () => {
            await clock.sleep(1_000);
            throw new Error("no");
        });
        expect(await holders.holds("b", "x", deadline())).to.equal(false);
        expect((await Promise.allSettled([work]))[0]?.status).to.equal("rejected");
    });

    it("waits no longer than the deadline", async () => {
        const holders = new Holders();
        const startedAt = clock.now();
        const work = holders.work("b", () => clock.sleep(3_600_000));
        expect(await holders.holds("b", "x", deadline(5_000))).to.equal(false);
        expect(clock.now() - startedAt).to.be.within(5_000, 6_000);
        await work;
    });

    it("waits for nobody who has begun nothing", async () => {
        const startedAt = clock.now();
        expect(await new Holders().holds("b", "x", deadline())).to.equal(false);
        expect(clock.now()).to.equal(startedAt);
    });

    it("lets two owners wait for each other", async () => {
        const holders = new Holders();
        const swap = async (own: string, key: string, other: string, otherKey: string) => {
            await holders.work(own, async () => {
                await clock.sleep(100);
                holders.hold(own, [key]);
            });
            return holders.holds(other, otherKey, deadline());
        };
        expect(await Promise.all([swap("a", "y", "b", "x"), swap("b", "x", "a", "y")])).to.deep.equal([true, true]);
    });

    it("tell a resource from the one that replaced it, and only where both are known", () => {
        const holders = new Holders();
        expect(holders.isReplaced("a", "x", "1")).to.equal(false);
        holders.own("a", ["x"], "2");
        expect(holders.isReplaced("a", "x", "1")).to.equal(true);
        expect(holders.isReplaced("a", "x", "2")).to.equal(false);
        expect(holders.isReplaced("a", "x", undefined)).to.equal(false);
        expect(holders.isReplaced("b", "x", "1")).to.equal(false);
    });
});
