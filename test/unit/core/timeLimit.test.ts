import { expect } from "chai";
import { GracefulShutdown, timeLimit } from "#provider/core/clock";
import { virtualClock } from "../support/virtualClock";

describe("timeLimit", () => {
    it("aborts when time is up", async () => {
        const clock = virtualClock();
        const limit = timeLimit(clock, 1_000);
        await clock.sleep(999);
        expect(limit.signal.aborted).to.equal(false);
        await clock.sleep(2);
        expect(limit.signal.aborted).to.equal(true);
        expect(limit.expired).to.equal(true);
        expect((limit.signal.reason as Error).message).to.equal("time is up after 1000 ms");
    });

    it("aborts with the outer signal, without having expired", async () => {
        const clock = virtualClock();
        const outer = new AbortController();
        const limit = timeLimit(clock, 1_000, outer.signal);
        outer.abort("gone");
        expect(limit.signal.reason).to.equal("gone");
        await clock.sleep(2_000);
        expect(limit.expired).to.equal(false);
    });

    it("is aborted from the start when the outer signal is", () => {
        const limit = timeLimit(virtualClock(), 1_000, AbortSignal.abort("gone"));
        expect(limit.signal.aborted).to.equal(true);
        expect(limit.expired).to.equal(false);
    });

    it("leaves no timer behind once ended, and stays quiet", async () => {
        const clock = virtualClock();
        const outer = new AbortController();
        const limit = timeLimit(clock, 1_000, outer.signal);
        limit.end();
        expect(clock.sleepers).to.equal(0);
        outer.abort();
        await clock.sleep(2_000);
        expect(limit.signal.aborted).to.equal(false);
    });

    it("comes earlier when the clock closes", async () => {
        const { now, sleep } = virtualClock();
        const shutdown = new GracefulShutdown();
        const limit = timeLimit({ now, sleep, shutdown }, 60_000);
        shutdown.begin(now() + 4_000);
        await sleep(3_999);
        expect(limit.expired).to.equal(false);
        await sleep(2);
        expect(limit.expired).to.equal(true);
    });
});
