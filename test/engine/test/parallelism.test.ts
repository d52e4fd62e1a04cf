import { expect } from "chai";
import { forEachEngine } from "../forEachEngine";
import type { Plan } from "./programs/probe/plan";
import { withStack } from "./support/withStack";

/** Far more than is needed: creates end as soon as enough of them run at once. */
const patienceInMs = 30_000;

function plan(count: number, together: number, createInMs: number): Plan {
    const props = { together, createInMs };
    return { resources: Array.from({ length: count }, (_, index) => ({ name: `p${index}`, props })) };
}

function mostAtOnce(calls: string[]): number {
    return Math.max(...calls.map((call) => Number(/with (\d+) running/.exec(call)?.[1] ?? 0)));
}

forEachEngine("parallelism", (engine) => {
    it("runs as many creates at once as it may", () =>
        withStack(engine(), async (stack) => {
            const result = await stack.run("up", plan(20, 20, patienceInMs), { parallel: 20 });
            expect(result.ok, result.output).to.equal(true);
            expect(mostAtOnce(result.calls)).to.equal(20);
        }));

    it("runs no more than it may", () =>
        withStack(engine(), async (stack) => {
            const result = await stack.run("up", plan(6, 3, 20), { parallel: 2 });
            expect(result.ok, result.output).to.equal(true);
            expect(mostAtOnce(result.calls)).to.be.at.most(2);
        }));
});
