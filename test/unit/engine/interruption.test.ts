import { expect } from "chai";
import type { RunningOperation } from "../../engine/engine";
import { forEachEngine } from "../../engine/forEachEngine";
import type { Plan } from "./programs/probe/plan";
import type { ProbeStack } from "./support/probeStack";
import { withStack } from "./support/withStack";

/** Long enough that the create surely still runs when the engine is stopped. */
const longInMs = 20_000;

function plan(createInMs: number): Plan {
    return {
        resources: [{ name: "quick" }, { name: "slow", dependsOn: ["quick"], props: { createInMs } }],
    };
}

/** Starts an up and resolves when the provider says the line. */
async function startUntil(
    stack: ProbeStack,
    lines: { wait(text: string): Promise<void> },
    plan: Plan,
    text: string,
): Promise<RunningOperation> {
    const operation = await stack.start("up", plan);
    await lines.wait(text);
    return operation;
}

/** Output lines that can be waited for. */
class Lines {
    private readonly waiting: { text: string; resolve: () => void }[] = [];

    readonly take = (line: string): void => {
        for (const { text, resolve } of this.waiting) {
            if (line.includes(text)) {
                resolve();
            }
        }
    };

    wait(text: string): Promise<void> {
        return new Promise((resolve) => this.waiting.push({ text, resolve }));
    }
}

forEachEngine("an engine that is stopped", (engine) => {
    it("by SIGKILL leaves a state with which the next run goes on, and says what was interrupted", () => {
        const lines = new Lines();
        return withStack(
            engine(),
            async (stack) => {
                const operation = await startUntil(stack, lines, plan(longInMs), "create slow");
                await operation.kill();
                expect((await operation.done).ok).to.equal(false);
                const { resources, pendingOperations } = await stack.stack.exportState();
                expect(resources.map(({ name }) => name)).to.deep.equal(["quick"]);
                expect(pendingOperations.map(({ type, resource }) => [type, resource.name])).to.deep.equal([
                    ["creating", "slow"],
                ]);

                const next = await stack.run("up", plan(0));
                expect(next.ok, next.output).to.equal(true);
                expect(next.changes).to.deep.equal({ same: 1, create: 1 });
                const [warning] = next.diagnostics.filter(({ severity }) => severity === "warning");
                expect(warning?.message).to.match(/1 pending operations.*\n.*::slow, interrupted while creating/);

                const cleared = await stack.run("refresh", undefined, { clearPendingCreates: true });
                expect(cleared.changes).to.deep.equal({ same: 2 });
                expect((await stack.stack.exportState()).pendingOperations).to.deep.equal([]);
            },
            { onOutput: lines.take },
        );
    });

    it("by SIGINT starts nothing new and keeps what was running", () => {
        const lines = new Lines();
        return withStack(
            engine(),
            async (stack) => {
                const slow = { name: "slow", props: { createInMs: 2_000 } };
                const after = { name: "after", dependsOn: ["slow"] };
                const operation = await startUntil(stack, lines, { resources: [slow, after] }, "create slow");
                operation.interrupt();
                const result = await operation.done;
                expect(result.ok).to.equal(false);
                expect(result.output).to.contain("update canceled");
                expect(await stack.storedNames()).to.deep.equal(["slow"]);
            },
            { onOutput: lines.take },
        );
    });
});
