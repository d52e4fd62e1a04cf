import { expect } from "chai";
import { Deadline } from "#provider/core/deadline";
import { KeyedMutex } from "#provider/core/keyed";
import { virtualClock } from "../support/virtualClock";

describe("KeyedMutex", () => {
    it("runs the work of a key one after another, in the order in which it came", async () => {
        const clock = virtualClock();
        const mutex = new KeyedMutex();
        const events: string[] = [];
        const work = (name: string, ms: number) => async () => {
            events.push(`${name} begins`);
            await clock.sleep(ms);
            events.push(`${name} ends`);
            return name;
        };
        const results = await Promise.all([
            mutex.run("x", work("a", 100)),
            mutex.run("x", work("b", 10)),
            mutex.run("x", work("c", 1)),
        ]);
        expect(results).to.deep.equal(["a", "b", "c"]);
        expect(events).to.deep.equal(["a begins", "a ends", "b begins", "b ends", "c begins", "c ends"]);
    });

    it("runs the work of different keys at once", async () => {
        const clock = virtualClock();
        const mutex = new KeyedMutex();
        await Promise.all(["x", "y", "z"].map((key) => mutex.run(key, () => clock.sleep(100))));
        expect(clock.elapsedInMs).to.equal(100);
    });

    it("goes on after work that failed, and gives its failure to its own caller only", async () => {
        const mutex = new KeyedMutex();
        const failing = mutex.run("x", () => Promise.reject(new Error("no")));
        const next = mutex.run("x", async () => "yes");
        const outcomes = await Promise.allSettled([failing, next]);
        expect(outcomes.map(({ status }) => status)).to.deep.equal(["rejected", "fulfilled"]);
    });

    it("gives up work whose time comes before its turn, which is then never begun", async () => {
        const clock = virtualClock();
        const mutex = new KeyedMutex();
        const first = mutex.run("x", () => clock.sleep(10_000));
        let begun = false;
        const patience = { deadline: new Deadline(clock, 2_000), tooLate: () => new Error("too late") };
        const late = mutex
            .run(
                "x",
                async () => {
                    begun = true;
                },
                patience,
            )
            .catch((error: Error) => error.message);
        const next = mutex.run("x", async () => clock.elapsedInMs, {
            ...patience,
            deadline: new Deadline(clock, 20_000),
        });
        expect(await late).to.equal("too late");
        expect(clock.elapsedInMs).to.equal(2_000);
        await first;
        expect(await next).to.equal(10_000);
        expect(begun).to.equal(false);
    });

    it("ends the wait with the reason of a signal", async () => {
        const clock = virtualClock();
        const mutex = new KeyedMutex();
        const controller = new AbortController();
        const first = mutex.run("x", () => clock.sleep(10_000));
        const deadline = new Deadline(clock, 60_000, controller.signal);
        const waiting = mutex.run("x", async () => "done", { deadline, tooLate: () => new Error("too late") });
        controller.abort(new Error("the engine is gone"));
        expect(await waiting.catch((error: Error) => error.message)).to.equal("the engine is gone");
        await first;
    });

    it("goes on after work that threw before it began to wait", async () => {
        const mutex = new KeyedMutex();
        const throwing = mutex.run("x", () => {
            throw new Error("no");
        });
        await Promise.allSettled([throwing]);
        expect(await mutex.run("x", async () => "yes")).to.equal("yes");
    });
});
