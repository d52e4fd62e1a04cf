import { expect } from "chai";
import { Deadline } from "#provider/core/deadline";
import { pollUntil } from "#provider/core/poll";
import { virtualClock } from "../support/virtualClock";

describe("pollUntil", () => {
    it("returns the first poll that is done, without waiting", async () => {
        const clock = virtualClock();
        const result = await pollUntil({
            poll: async () => ({ done: true, value: "x" }),
            deadline: new Deadline(clock, 60_000),
        });
        expect(result).to.deep.equal({ done: true, value: "x" });
        expect(clock.elapsedInMs).to.equal(0);
    });

    it("stops just before the deadline, after a last poll, and gives what that saw", async () => {
        const clock = virtualClock();
        const polledAt: number[] = [];
        const result = await pollUntil({
            poll: async () => {
                polledAt.push(clock.elapsedInMs);
                return { done: false, value: polledAt.length };
            },
            deadline: new Deadline(clock, 10_000),
        });
        expect(result).to.deep.equal({ done: false, value: polledAt.length });
        expect(polledAt.at(-1)).to.equal(9_000);
        expect(clock.elapsedInMs).to.equal(9_000);
    });

    for (const jobInMs of [200, 1_000, 2_000, 10_000, 30_000, 60_000]) {
        it(`notices the end of a job of ${jobInMs} ms within 0.5 s or a tenth`, async () => {
            const clock = virtualClock();
            let polls = 0;
            await pollUntil({
                poll: async () => {
                    polls += 1;
                    return { done: clock.elapsedInMs >= jobInMs, value: polls };
                },
                deadline: new Deadline(clock, 600_000),
            });
            expect(clock.elapsedInMs - jobInMs).to.be.within(0, Math.max(500, jobInMs / 10));
        });
    }

    it("waits as long as the service asks", async () => {
        const clock = virtualClock();
        const polledAt: number[] = [];
        await pollUntil({
            poll: async () => {
                polledAt.push(clock.elapsedInMs);
                return {
                    done: polledAt.length === 3,
                    value: 0,
                    retryAfterInMs: polledAt.length === 1 ? 7_000 : undefined,
                };
            },
            deadline: new Deadline(clock, 60_000),
        });
        expect(polledAt).to.deep.equal([0, 7_000, 7_560]);
    });

    it("tells before each wait what was seen, and for how long it has been going on", async () => {
        const clock = virtualClock();
        const told: [string, number][] = [];
        const values = ["notStarted", "running", "succeeded"];
        let polls = 0;
        await pollUntil({
            poll: async () => {
                const value = values[polls++] ?? "";
                return { done: value === "succeeded", value };
            },
            deadline: new Deadline(clock, 60_000),
            startedAt: clock.now() - 20_000,
            onWait: (value, elapsedInMs) => told.push([value, elapsedInMs]),
        });
        expect(told).to.deep.equal([
            ["notStarted", 20_000],
            ["running", 21_600],
        ]);
    });

    it("passes on what a poll throws", async () => {
        const failure = new Error("no");
        const result = await pollUntil({
            poll: () => Promise.reject(failure),
            deadline: new Deadline(virtualClock(), 60_000),
        }).catch((error: unknown) => error);
        expect(result).to.equal(failure);
    });

    it("ends a wait with the signal's reason", async () => {
        const abort = new AbortController();
        const reason = new Error("gone");
        const result = await pollUntil({
            poll: async () => ({ done: false, value: 0 }),
            deadline: new Deadline(virtualClock(), 60_000, abort.signal),
            onWait: () => queueMicrotask(() => abort.abort(reason)),
        }).catch((error: unknown) => error);
        expect(result).to.equal(reason);
    });
});
