import { expect } from "chai";
import { GracefulShutdown } from "#provider/core/clock";
import { Deadline } from "#provider/core/deadline";
import { virtualClock } from "../support/virtualClock";

describe("Deadline", () => {
    it("counts down and passes", async () => {
        const clock = virtualClock();
        const deadline = new Deadline(clock, 10_000);
        await clock.sleep(4_000);
        expect(deadline.elapsedInMs()).to.equal(4_000);
        expect(deadline.remainingInMs()).to.equal(6_000);
        expect(deadline.passed).to.equal(false);
        await clock.sleep(7_000);
        expect(deadline.remainingInMs()).to.equal(0);
        expect(deadline.passed).to.equal(true);
    });

    it("sleeps so that a last try fits, and refuses when none does", async () => {
        const clock = virtualClock();
        const deadline = new Deadline(clock, 60_000);
        expect(await deadline.sleepBeforeTry(3_600_000)).to.equal(true);
        expect(clock.elapsedInMs).to.equal(58_000);
        expect(await deadline.sleepBeforeTry(1)).to.equal(false);
        expect(clock.elapsedInMs).to.equal(58_000);
    });

    it("keeps a tenth of a short time for the last try", () => {
        expect(new Deadline(virtualClock(), 1_000).lastTryInMs).to.equal(100);
    });

    it("gives shorter deadlines, never later ones, with the same signal", () => {
        const clock = virtualClock();
        const { signal } = new AbortController();
        const deadline = new Deadline(clock, 10_000, signal);
        expect(deadline.within(3_000).remainingInMs()).to.equal(3_000);
        expect(deadline.within(30_000).at).to.equal(deadline.at);
        expect(deadline.within(3_000).signal).to.equal(signal);
    });

    it("ends sleeps with the signal's reason", async () => {
        const abort = new AbortController();
        const deadline = new Deadline(virtualClock(), 10_000, abort.signal);
        const reason = new Error("gone");
        deadline.throwIfAborted();
        const sleep = deadline.sleepBeforeTry(1).catch((error: unknown) => error);
        abort.abort(reason);
        expect(await sleep).to.equal(reason);
        expect(() => deadline.throwIfAborted()).to.throw(reason);
    });

    describe("on a clock that closes", () => {
        function closable() {
            const clock = virtualClock();
            const shutdown = new GracefulShutdown();
            return { clock: { now: clock.now, sleep: clock.sleep, shutdown }, shutdown, passing: clock };
        }

        it("comes when the clock closes, if that is earlier", () => {
            const { clock, shutdown } = closable();
            const [long, short] = [new Deadline(clock, 60_000), new Deadline(clock, 1_000)];
            expect(long.isShuttingDown).to.equal(false);
            shutdown.begin(clock.now() + 4_000);
            shutdown.begin(clock.now() + 9_000);
            expect([long, short].map((deadline) => deadline.remainingInMs())).to.deep.equal([4_000, 1_000]);
            expect(long.isShuttingDown).to.equal(true);
            expect(long.within(30_000).remainingInMs()).to.equal(4_000);
        });

        it("wakes who sleeps, in time for a last try", async () => {
            const { clock, shutdown, passing } = closable();
            const deadline = new Deadline(clock, 3_600_000);
            const naps = [deadline.sleepBeforeTry(300_000), deadline.sleepBeforeTry(1_500)];
            shutdown.begin(clock.now() + 4_000);
            expect(await Promise.all(naps)).to.deep.equal([true, true]);
            expect(passing.elapsedInMs).to.equal(2_000);
            expect(await deadline.sleepBeforeTry(1)).to.equal(false);
        });

        it("still ends sleeps with the signal's reason", async () => {
            const { clock } = closable();
            const abort = new AbortController();
            const nap = new Deadline(clock, 10_000, abort.signal)
                .sleepBeforeTry(9_000)
                .catch((reason: unknown) => reason);
            abort.abort("gone");
            expect(await nap).to.equal("gone");
        });
    });
});
