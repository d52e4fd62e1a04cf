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

    it("is made where the command line asks for it, without a diff and as if there were no old one", () =>
        withStack(engine(), async (stack) => {
            const plan: Plan = { resources: [{ name: "base", props: { value: 1 } }, { name: "other" }] };
            await stack.run("up", plan);
            const result = await stack.run("up", undefined, { replace: ["base"] });
            expect(result.ok, result.output).to.equal(true);
            expect(result.changes).to.deep.equal({ same: 1, replace: 1 });
            expect(result.calls.filter((call) => call.includes("base"))).to.deep.equal([
                "check base 1",
                "create base",
                "created base with 1 running",
                "delete id-base-0",
            ]);
            const first = { name: "base", props: { value: 1 }, deleteBeforeReplace: true };
            const second = await stack.run("up", { resources: [first] }, { replace: ["base"] });
            expect(changesOf(second.calls).slice(0, 2)).to.deep.equal(["delete id-base-0", "create base"]);
        }));

    it("is made of what is tainted in the state, once", () =>
        withStack(engine(), async (stack) => {
            await stack.run("up", { resources: [{ name: "base" }] });
            const state = await stack.stack.exportState();
            await stack.stack.importState({
                ...state,
                resources: state.resources.map((resource) => ({ ...resource, taint: true })),
            });
            const result = await stack.run("up");
            expect(result.changes).to.deep.equal({ replace: 1 });
            expect(changesOf(result.calls)).to.deep.equal(["create base", "delete id-base-0"]);
            expect((await stack.stored("base"))?.taint).to.equal(undefined);
            expect((await stack.run("up")).changes).to.deep.equal({ same: 1 });
        }));

    it("is made of changes that the program says replace, where the provider leaves it to the engine what changes", () =>
        withStack(engine(), async (stack) => {
            const plan = (value: number, noOpinion: boolean): Plan => ({
                resources: [{ name: "base", props: { value, noOpinion }, replaceOnChanges: ["value"] }],
            });
            await stack.run("up", plan(1, true));
            expect((await stack.run("up", plan(2, true))).changes).to.deep.equal({ replace: 1 });
            await stack.run("up", plan(2, false));
            expect((await stack.run("up", plan(3, false))).changes).to.deep.equal({ update: 1 });
        }));

    it("is made of an unfinished resource where the program says that any change replaces", () =>
        withStack(engine(), async (stack) => {
            const base = (partial: object): Plan => ({
                resources: [{ name: "base", props: { value: 1, partial }, replaceOnChanges: ["*"] }],
            });
            await stack.run("up", base({ create: ["still warming up"] }));
            const result = await stack.run("up", base({}));
            expect(result.ok, result.output).to.equal(true);
            expect(result.changes).to.deep.equal({ replace: 1 });
            expect(changesOf(result.calls)).to.deep.equal(["create base", "delete id-base-0"]);
        }));
});
