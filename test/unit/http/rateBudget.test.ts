import { expect } from "chai";
import fc from "fast-check";
import { Deadline } from "#provider/core/deadline";
import { RateBudget } from "#provider/http/origin";
import { virtualClock } from "../support/virtualClock";

const hourInMs = 3_600_000;

describe("RateBudget", () => {
    it("gives some at once and spreads the rest evenly, first come first served", async () => {
        const clock = virtualClock();
        const budget = new RateBudget(clock, 100);
        const deadline = new Deadline(clock, hourInMs);
        const order: number[] = [];
        const at: number[] = [];
        await Promise.all(
            Array.from({ length: 100 }, async (_, index) => {
                await budget.take(deadline);
                order.push(index);
                at.push(clock.elapsedInMs);
            }),
        );
        expect(order).to.deep.equal([...order].sort((a, b) => a - b));
        expect(at.filter((ms) => ms === 0)).to.have.length(60);
        expect(at[60]).to.be.within(1_499, 1_501);
        expect(at.at(-1)).to.be.within(59_999, 60_001);
    });

    it("keeps every minute within the budget, whatever is asked when", async () => {
        await fc.assert(
            fc.asyncProperty(
                fc.integer({ min: 1, max: 40 }),
                fc.array(fc.record({ afterInMs: fc.nat(30_000), count: fc.integer({ min: 1, max: 30 }) }), {
                    maxLength: 15,
                }),
                async (perMinute, bursts) => {
                    const clock = virtualClock();
                    const budget = new RateBudget(clock, perMinute);
                    const at: number[] = [];
                    const takes: Promise<void>[] = [];
                    for (const { afterInMs, count } of bursts) {
                        await clock.sleep(afterInMs);
                        for (let i = 0; i < count; i++) {
                            takes.push(
                                budget.take(new Deadline(clock, hourInMs * 24)).then(() => void at.push(clock.now())),
                            );
                        }
                    }
                    await Promise.all(takes);
                    // With a millisecond of rounding at the edge.
                    const busiest = Math.max(
                        0,
                        ...at.map((from) => at.filter((ms) => ms >= from && ms < from + 59_999).length),
                    );
                    expect(busiest).to.be.at.most(Math.max(perMinute, 2));
                },
            ),
            { numRuns: 50 },
        );
    });

    it("counts what does not wait, but always leaves the polls a fifth", async () => {
        const clock = virtualClock();
        const budget = new RateBudget(clock, 100);
        for (let i = 0; i < 1_000; i++) {
            budget.spend();
        }
        await budget.take(new Deadline(clock, hourInMs));
        expect(clock.elapsedInMs).to.be.within(2_999, 3_001);
    });

    it("counts what does not wait beside polls that use all that is left to them", async () => {
        const clock = virtualClock();
        const budget = new RateBudget(clock, 100);
        const deadline = new Deadline(clock, hourInMs);
        const at: number[] = [];
        const poll = async () => {
            while (clock.elapsedInMs < 300_000) {
                await budget.take(deadline);
                at.push(clock.elapsedInMs);
                await clock.sleep(1_000);
            }
        };
        const other = async () => {
            while (clock.elapsedInMs < 300_000) {
                budget.spend();
                at.push(clock.elapsedInMs);
                await clock.sleep(1_500);
            }
        };
        await Promise.all([poll(), poll(), poll(), poll(), other()]);
        const busiest = at.map((from) => at.filter((ms) => ms >= from && ms < from + 60_000).length);
        // What does not wait is not held up for what was promised before it: a few for each that polls.
        expect(Math.max(...busiest)).to.be.at.most(115);
    });

    it("holds nothing up where a minute takes no more than it may", async () => {
        const clock = virtualClock();
        const budget = new RateBudget(clock, 100);
        for (let minute = 0; minute < 5; minute++) {
            const from = clock.elapsedInMs;
            for (let i = 0; i < 20; i++) {
                budget.spend();
                await budget.take(new Deadline(clock, hourInMs));
                await budget.take(new Deadline(clock, hourInMs));
            }
            expect(clock.elapsedInMs).to.equal(from);
            await clock.sleep(60_000);
        }
    });

    it("waits no longer where the clock is set back", async () => {
        let now = hourInMs;
        const clock = { ...virtualClock(), now: () => now };
        const budget = new RateBudget(clock, 1);
        await budget.take(new Deadline(clock, hourInMs));
        now = 0;
        const waits: number[] = [];
        const deadline = new Deadline({ ...clock, sleep: async (ms: number) => void waits.push(ms) }, hourInMs);
        await budget.take(deadline);
        expect(waits).to.deep.equal([60_000]);
    });

    it("lets a last try go before the deadline", async () => {
        const clock = virtualClock();
        const budget = new RateBudget(clock, 1);
        await budget.take(new Deadline(clock, hourInMs));
        await budget.take(new Deadline(clock, 10_000));
        expect(clock.elapsedInMs).to.equal(9_000);
    });

    it("gives back nobody else's turn where the clock was set back meanwhile", async () => {
        let now = hourInMs;
        let abort = (_: Error) => {};
        const clock = { ...virtualClock(), now: () => now };
        const budget = new RateBudget(clock, 2);
        const neverWakes = (_: () => void, reject: (reason: Error) => void) => {
            abort = reject;
        };
        const aborting = { ...clock, sleep: () => new Promise<void>(neverWakes) };
        await budget.take(new Deadline(clock, hourInMs));
        const aborted = budget.take(new Deadline(aborting, hourInMs)).catch(() => "aborted");
        now = 0;
        const waits: number[] = [];
        const waiting = new Deadline({ ...clock, sleep: async (ms: number) => void waits.push(ms) }, hourInMs);
        await budget.take(waiting);
        abort(new Error("gone"));
        expect(await aborted).to.equal("aborted");
        await budget.take(waiting);
        expect(waits).to.deep.equal([120_000, 180_000]);
    });

    it("gives back what an aborted wait had taken", async () => {
        const clock = virtualClock();
        const budget = new RateBudget(clock, 2);
        const abort = new AbortController();
        await budget.take(new Deadline(clock, hourInMs));
        const reason = new Error("gone");
        const aborted = budget.take(new Deadline(clock, hourInMs, abort.signal)).catch((error: unknown) => error);
        abort.abort(reason);
        expect(await aborted).to.equal(reason);
        await budget.take(new Deadline(clock, hourInMs));
        expect(clock.elapsedInMs).to.be.within(59_999, 60_001);
    });
});
