import { expect } from "chai";
import type { RunResult } from "../engine";
import { forEachEngine } from "../forEachEngine";
import type { ProbeProps } from "./programs/probe/plan";
import { withStack } from "./support/withStack";

const one = (props: ProbeProps) => ({ resources: [{ name: "a", props }] });

function errors(result: RunResult): string[] {
    return result.diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message);
}

forEachEngine("a failure", (engine) => {
    it("to create saves nothing, skips dependents and deletes nothing", () =>
        withStack(engine(), async (stack) => {
            await stack.run("up", { resources: [{ name: "leaving" }] });
            const result = await stack.run("up", {
                resources: [
                    { name: "a", props: { fail: { create: "no room" } } },
                    { name: "b", from: { value: "a.stamp" } },
                ],
            });
            expect(result.ok).to.equal(false);
            expect(errors(result)).to.deep.equal(["no room", "update failed"]);
            expect(result.output).to.contain("no room");
            expect(result.steps).to.deep.include({
                op: "create",
                urn: "urn:pulumi:test::engine-test::pulumi-nodejs:dynamic/test:Probe::a",
                name: "a",
                type: "pulumi-nodejs:dynamic/test:Probe",
                failed: true,
            });
            expect(result.changes).to.deep.equal({});
            expect(result.calls).to.not.include("check b undefined");
            expect(await stack.storedNames()).to.deep.equal(["leaving"]);
            expect((await stack.stack.exportState()).pendingOperations).to.deep.equal([]);
        }));

    it("that leaves a partial resource saves it with its reasons, and the next run updates it", () =>
        withStack(engine(), async (stack) => {
            const partial = await stack.run("up", one({ value: 1, partial: { create: ["still warming up"] } }));
            expect(partial.ok).to.equal(false);
            expect(partial.output).to.contain("* still warming up");
            expect(await stack.stored("a")).to.deep.include({ id: "id-a-0", initErrors: ["still warming up"] });

            const finished = await stack.run("up", one({ value: 1 }));
            expect(finished.ok, finished.output).to.equal(true);
            expect(finished.changes).to.deep.equal({ update: 1 });
            expect((await stack.stored("a"))?.initErrors).to.equal(undefined);

            const failed = await stack.run("up", one({ value: 2, fail: { update: "refused" } }));
            expect(failed.ok).to.equal(false);
            expect(errors(failed)).to.deep.equal(["refused", "update failed"]);
            expect((await stack.stored("a"))?.inputs).to.include({ value: 1 });
            const reverted = await stack.run("preview", one({ value: 1 }));
            expect(reverted.changes).to.deep.equal({ same: 1 });

            const half = await stack.run("up", one({ value: 3, partial: { update: ["half way"] } }));
            expect(half.ok).to.equal(false);
            const stored = await stack.stored("a");
            expect(stored?.initErrors).to.deep.equal(["half way"]);
            expect(stored?.inputs).to.include({ value: 1 });
            expect(stored?.outputs).to.include({ value: 1, stamp: "updated 3" });
        }));

    it("of a check names property and reason, in a preview too", () =>
        withStack(engine(), async (stack) => {
            const refuse = { value: "is not a number", size: "is missing" };
            const result = await stack.run("preview", one({ value: "much", refuse }));
            expect(result.ok).to.equal(false);
            expect(result.output).to.match(/property value value .*much.* has a problem: is not a number/);
            expect(result.output).to.match(/property size value .* has a problem: is missing/);
            expect(errors(result)).to.have.length(2);
        }));

    it("of a diff or of the program itself stops the run before anything is deleted", () =>
        withStack(engine(), async (stack) => {
            await stack.run("up", { resources: [{ name: "a" }, { name: "leaving" }] });
            const diff = await stack.run("up", one({ fail: { diff: "cannot compare" } }));
            expect(diff.ok).to.equal(false);
            expect(errors(diff)).to.deep.equal(["cannot compare"]);

            const thrown = await stack.run("up", { ...one({}), throws: "the program broke" });
            expect(thrown.ok).to.equal(false);
            expect(errors(thrown).join()).to.contain("the program broke");
            expect(await stack.storedNames()).to.deep.equal(["a", "leaving"]);
        }));

    it("to delete keeps the resource and what it depends on", () =>
        withStack(engine(), async (stack) => {
            const stuck = { name: "stuck", dependsOn: ["below"], props: { fail: { delete: "in use" } } };
            await stack.run("up", { resources: [{ name: "below" }, stuck, { name: "above", dependsOn: ["stuck"] }] });
            const result = await stack.run("destroy");
            expect(result.ok).to.equal(false);
            expect(errors(result)).to.deep.equal(["in use", "update failed"]);
            expect(result.changes).to.deep.equal({ delete: 1 });
            expect(await stack.storedNames()).to.deep.equal(["below", "stuck"]);
        }));
});
