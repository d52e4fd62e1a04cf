import { expect } from "chai";
import { KeyedMutex } from "#provider/graph/keyedMutex";
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

    it("goes on after work that threw before it began to wait", async () => {
        const mutex = new KeyedMutex();
        const throwing = mutex.run("x", () => {
            throw new Error("no");
        });
        await Promise.allSettled([throwing]);
        expect(await mutex.run("x", async () => "yes")).to.equal("yes");
    });
});
