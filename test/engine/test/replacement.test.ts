import { expect } from "chai";
import { forEachEngine } from "../forEachEngine";
import type { Plan, PlannedResource } from "./programs/probe/plan";
import { withStack } from "./support/withStack";

function plan(base: PlannedResource, takenAs: "value" | "fixed"): Plan {
    return { resources: [base, { name: "user", from: { [takenAs]: "base.id" } }] };
}

const changesOf = (calls: string[]) => calls.filter((call) => /^(create|update|delete) /.test(call));

forEachEngine("a replacement", (engine) => {
    it("creates first, moves dependents over, and deletes last", () =>
        withStack(engine(), async (stack) => {
            await stack.run("up", plan({ name: "base", props: { fixed: 1 } }, "value"));
            const result = await stack.run("up", plan({ name: "base", props: { fixed: 2 } }, "value"));
            expect(result.ok, result.output).to.equal(true);
            expect(result.changes).to.deep.equal({ update: 1, replace: 1 });
            expect(result.steps.map(({ op, name }) => `${op} ${name}`)).to.deep.equal([
                "create-replacement base",
                "replace base",
                "update user",
                "delete-replaced base",
            ]);
            expect(changesOf(result.calls)).to.deep.equal([
                "create base",
                'update user "id-base-1" "id-base-2"',
                "delete id-base-1",
            ]);
            expect((await stack.stored("base"))?.id).to.equal("id-base-2");
            expect(await stack.storedNames()).to.deep.equal(["base", "user"]);
        }));

    it("deletes first where the provider or the program says so, with dependents that would be replaced", () =>
        withStack(engine(), async (stack) => {
            await stack.run("up", plan({ name: "base", props: { fixed: 1 } }, "fixed"));
            const byProvider = { name: "base", props: { fixed: 2, deleteFirst: true } };
            const result = await stack.run("up", plan(byProvider, "fixed"));
            expect(result.ok, result.output).to.equal(true);
            expect(result.changes).to.deep.equal({ replace: 2 });
            expect(changesOf(result.calls)).to.deep.equal([
                "delete id-user-id-base-1",
                "delete id-base-1",
                "create base",
                "create user",
            ]);
            const byProgram = { name: "base", props: { fixed: 3 }, deleteBeforeReplace: true };
            const second = await stack.run("up", plan(byProgram, "value"));
            expect(second.ok, second.output).to.equal(true);
            expect(changesOf(second.calls).slice(0, 3)).to.deep.equal([
                "delete id-user-id-base-2",
                "delete id-base-2",
                "create base",
            ]);
            expect(await stack.storedNames()).to.deep.equal(["base", "user"]);
        }));

    it("that fails to create after it deleted is taken up by the next run without deleting again", () =>
        withStack(engine(), async (stack) => {
            const props = { deleteFirst: true };
            await stack.run("up", { resources: [{ name: "base", props: { ...props, fixed: 1 } }] });
            const failing = { ...props, fixed: 2, fail: { create: "no room" } };
            const failed = await stack.run("up", { resources: [{ name: "base", props: failing }] });
            expect(failed.ok).to.equal(false);
            expect((await stack.stored("base"))?.pendingReplacement).to.equal(true);
            const resumed = await stack.run("up", { resources: [{ name: "base", props: { ...props, fixed: 2 } }] });
            expect(resumed.ok, resumed.output).to.equal(true);
            expect(changesOf(resumed.calls)).to.deep.equal(["create base"]);
            expect((await stack.stored("base"))?.id).to.equal("id-base-2");
        }));

    it("whose deletion fails keeps the old resource for the next run to delete", () =>
        withStack(engine(), async (stack) => {
            const fail = { delete: "in use" };
            await stack.run("up", { resources: [{ name: "base", props: { fixed: 1, fail } }] });
            const failed = await stack.run("up", { resources: [{ name: "base", props: { fixed: 2 } }] });
            expect(failed.ok).to.equal(false);
            expect(await stack.storedNames()).to.deep.equal(["base", "base"]);
            const again = await stack.run("destroy");
            expect(again.ok).to.equal(false);
            expect(changesOf(again.calls)).to.have.members(["delete id-base-1", "delete id-base-2"]);
        }));
});
