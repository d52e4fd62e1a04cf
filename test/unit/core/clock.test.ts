import { expect } from "chai";
import { systemClock } from "#provider/core/clock";

describe("systemClock", () => {
    it("tells wall time", () => {
        expect(Math.abs(systemClock.now() - Date.now())).to.be.lessThan(1000);
    });

    it("goes on evenly when the machine's clock is set", () => {
        const real = Date.now;
        const before = systemClock.now();
        try {
            Date.now = () => real() - 3_600_000;
            expect(systemClock.now() - before).to.be.within(0, 1_000);
        } finally {
            Date.now = real;
        }
    });

    it("sleeps and wakes", async () => {
        const before = performance.now();
        await systemClock.sleep(5);
        expect(performance.now() - before).to.be.greaterThan(3);
    });

    it("does not sleep once aborted", async () => {
        const reason = new Error("gone");
        const result = await systemClock.sleep(60_000, AbortSignal.abort(reason)).catch((error: unknown) => error);
        expect(result).to.equal(reason);
    });

    it("wakes with the signal's reason when aborted", async () => {
        const abort = new AbortController();
        const sleep = systemClock.sleep(60_000, abort.signal).catch((error: unknown) => error);
        const reason = new Error("gone");
        abort.abort(reason);
        expect(await sleep).to.equal(reason);
    });

    it("sleeps on for a time that no timer can hold", async () => {
        const abort = new AbortController();
        const sleep = systemClock.sleep(Number.POSITIVE_INFINITY, abort.signal).then(
            () => "woke",
            () => "slept",
        );
        await systemClock.sleep(5);
        abort.abort();
        expect(await sleep).to.equal("slept");
    });
});
