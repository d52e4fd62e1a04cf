import { setImmediate } from "node:timers/promises";
import { expect } from "chai";
import { Reporter } from "../../deployment/reporter";
import { newResourceState } from "../../deployment/state/resourceState";
import { StepExecutor } from "../../deployment/stepExecutor";
import { ProtectedError } from "../../deployment/steps/deleteStep";
import type { Step } from "../../deployment/steps/step";

/** A step that ends when it is told to. */
class ManualStep implements Step {
    readonly op = "create";
    readonly subject = newResourceState({ urn: this.urn, type: "t" });
    isStarted = false;
    end: () => void = () => undefined;
    fail: (error: Error) => void = () => undefined;

    constructor(readonly urn: string) {}

    run(): Promise<undefined> {
        this.isStarted = true;
        return new Promise((resolve, reject) => {
            this.end = () => resolve(undefined);
            this.fail = reject;
        });
    }
}

const started = (steps: ManualStep[]) => steps.filter(({ isStarted }) => isStarted).map(({ urn }) => urn);

describe("StepExecutor", () => {
    const messages: string[] = [];
    let executor: StepExecutor;
    let steps: ManualStep[];
    beforeEach(() => {
        messages.length = 0;
        const report = new Reporter(
            (event) => event.kind === "diagnostic" && messages.push(event.diagnostic.message),
            (text) => text,
        );
        executor = new StepExecutor(2, report, false, false);
        steps = ["a", "b", "c", "d"].map((urn) => new ManualStep(urn));
    });

    it("starts no more at once than it may, and the next in order when one ends", async () => {
        const all = executor.runAll(steps);
        await setImmediate();
        expect(started(steps)).to.deep.equal(["a", "b"]);
        steps[1]?.end();
        await setImmediate();
        expect(started(steps)).to.deep.equal(["a", "b", "c"]);
        steps[0]?.end();
        await setImmediate();
        steps[2]?.end();
        steps[3]?.end();
        await all;
        expect(executor.failed).to.deep.equal([]);
    });

    it("starts nothing after a failure and lets end what runs", async () => {
        const all = executor.runAll(steps);
        await setImmediate();
        steps[0]?.fail(new Error("no"));
        await setImmediate();
        let isIdle = false;
        const idle = executor.idle().then(() => {
            isIdle = true;
        });
        await setImmediate();
        expect([executor.isCancelled, isIdle]).to.deep.equal([true, false]);
        steps[1]?.end();
        await Promise.all([all, idle]);
        expect(started(steps)).to.deep.equal(["a", "b"]);
        expect(messages).to.deep.equal(["no"]);
    });

    it("goes on after a refusal to delete what is protected", async () => {
        const all = executor.runAll(steps.slice(0, 3));
        await setImmediate();
        steps[0]?.fail(new ProtectedError("a"));
        await setImmediate();
        expect(started(steps)).to.deep.equal(["a", "b", "c"]);
        steps[1]?.end();
        steps[2]?.end();
        await all;
        expect(executor.failed.map(({ urn }) => urn)).to.deep.equal(["a"]);
    });

    it("does not go on with a chain after a step that failed", async () => {
        await executor.start(steps);
        await setImmediate();
        steps[0]?.fail(new Error("no"));
        await executor.idle();
        expect(started(steps)).to.deep.equal(["a"]);
    });
});
