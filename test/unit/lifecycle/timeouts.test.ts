import { expect } from "chai";
import { deadlineOf, type Timeouts } from "#provider/lifecycle/timeouts";
import { virtualClock } from "../support/virtualClock";

const minuteInMs = 60_000;

describe("deadlineOf", () => {
    const table: [verb: keyof Timeouts, timeouts: Timeouts | undefined, expectedInMs: number][] = [
        ["create", undefined, 30 * minuteInMs],
        ["update", {}, 30 * minuteInMs],
        ["delete", { create: "1h" }, 30 * minuteInMs],
        ["read", undefined, 5 * minuteInMs],
        ["create", { create: "1h30m" }, 90 * minuteInMs],
        ["read", { read: "90s" }, 90_000],
        // A state that another version stored may hold what this one does not read.
        ["create", { create: "soon" }, 30 * minuteInMs],
    ];
    for (const [verb, timeouts, expectedInMs] of table) {
        it(`gives ${verb} ${expectedInMs / 1000} s of ${JSON.stringify(timeouts)}`, () => {
            expect(deadlineOf(verb, timeouts, virtualClock()).remainingInMs()).to.equal(expectedInMs);
        });
    }

    it("hands the signal on", () => {
        const { signal } = new AbortController();
        expect(deadlineOf("read", undefined, virtualClock(), signal).signal).to.equal(signal);
    });
});
