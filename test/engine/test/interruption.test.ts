import { expect } from "chai";
import type { RunningOperation } from "../engine";
import { forEachEngine } from "../forEachEngine";
import type { Plan } from "./programs/probe/plan";
import type { ProbeStack } from "./support/probeStack";
import { withStack } from "./support/withStack";

/** Long enough that the create surely still runs when the engine is stopped. */
const longInMs = 20_000;

function plan(createInMs: number): Plan {
    return {
        resources: [{ name: "quick" }, { name: "slow", dependsOn: ["quick"], props: { createInMs, tellPid: true } }],
    };
}

/** Output lines that can be waited for. */
class Lines {
    private readonly waiting: { pattern: RegExp; resolve: (match: RegExpExecArray) => void }[] = [];

    readonly take = (line: string): void => {
        for (const { pattern, resolve } of this.waiting) {
            const match = pattern.exec(line);
            if (match !== null) {
                resolve(match);
            }
        }
    };

    wait(pattern: RegExp): Promise<RegExpExecArray> {
        return new Promise((resolve) => this.waiting.push({ pattern, resolve }));
    }
}

/** Starts an up and resolves when the slow resource is being created. */
async function startSlow(stack: ProbeStack, lines: Lines, plan: Plan): Promise<RunningOperation> {
    const isSlow = lines.wait(/create slow/);
    const operation = await stack.start("up", plan);
    await isSlow;
    return operation;
}

forEachEngine("an engine that is stopped", (engine) => {
    it("by SIGKILL leaves a state with which the next run goes on, and says what was interrupted", () => {
        const lines = new Lines();
        return withStack(
            engine(),
            async (stack) => {
                const provider = lines.wait(/provider is process (\d+)/);
                const operation = await startSlow(stack, lines, plan(longInMs));
                await operation.kill();
                expect((await operation.done).ok).to.equal(false);
                // Nobody else ends it: it would go on with its create. That it is there to be ended is part of the promise.
                process.kill(Number((await provider)[1]), "SIGKILL");
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
                const operation = await startSlow(stack, lines, { resources: [slow, after] });
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
