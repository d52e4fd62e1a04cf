import { expect } from "chai";
import { forEachEngine } from "../forEachEngine";
import type { Plan } from "./programs/probe/plan";
import { withStack } from "./support/withStack";

const verbs = (calls: string[]) => calls.filter((call) => !call.startsWith("created "));

forEachEngine("an operation for some resources only", (engine) => {
    it("leaves the others out: no check, no diff, no create, no update, no delete", () =>
        withStack(engine(), async (stack) => {
            await stack.run("up", {
                resources: [
                    { name: "a", props: { value: 1 } },
                    { name: "b", props: { value: 1 } },
                    { name: "leaving" },
                    { name: "going" },
                ],
            });
            const plan: Plan = {
                resources: [
                    { name: "a", props: { value: 2 } },
                    { name: "b", props: { value: 2 } },
                    { name: "c" },
                    { name: "d" },
                ],
            };
            const targets = ["a", "d", "going", "nobody"];
            const preview = await stack.run("preview", plan, { targets });
            expect(preview.changes).to.deep.equal({ same: 3, create: 1, update: 1, delete: 1 });
            const result = await stack.run("up", plan, { targets });
            expect(result.ok, result.output).to.equal(true);
            expect(verbs(result.calls)).to.have.members([
                "check a 2",
                "diff a 1 2",
                "update a 1 2",
                "check d undefined",
                "create d",
                "delete id-going-0",
            ]);
            expect(result.changes).to.deep.equal({ same: 3, create: 1, update: 1, delete: 1 });
            expect(await stack.storedNames()).to.deep.equal(["a", "b", "d", "leaving"]);
            expect((await stack.stored("b"))?.inputs).to.include({ value: 1 });

            const refreshed = await stack.run("refresh", undefined, { targets: ["a"] });
            expect(verbs(refreshed.calls).filter((call) => call.startsWith("read"))).to.deep.equal(["read id-a-0"]);
            const destroyed = await stack.run("destroy", undefined, { targets: ["b"] });
            expect(destroyed.changes).to.include({ delete: 1 });
            expect(await stack.storedNames()).to.deep.equal(["a", "d", "leaving"]);
        }));

    it("refuses to make what depends on one that is left out, and to delete what others depend on", () =>
        withStack(engine(), async (stack) => {
            const plan: Plan = { resources: [{ name: "base" }, { name: "user", dependsOn: ["base"] }] };
            const refused = await stack.run("up", plan, { targets: ["user"] });
            expect(refused.ok).to.equal(false);
            expect(refused.output).to.match(/user' depends on '\S+base' which was was not specified in --target list/);
            expect(await stack.storedNames()).to.deep.equal([]);

            await stack.run("up", plan);
            const kept = await stack.run("destroy", undefined, { targets: ["base"] });
            expect(kept.ok).to.equal(false);
            expect(kept.output).to.match(/user' will be destroyed but was not specified in --target list/);
            expect(await stack.storedNames()).to.deep.equal(["base", "user"]);
        }));

    it("in a process of its own", () =>
        withStack(engine(), async (stack) => {
            const plan: Plan = { resources: [{ name: "a" }, { name: "b" }] };
            await (await stack.start("up", plan, { targets: ["a"] })).done;
            expect(await stack.storedNames()).to.deep.equal(["a"]);
        }));
});
