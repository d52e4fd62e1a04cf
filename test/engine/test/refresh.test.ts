import { expect } from "chai";
import { forEachEngine } from "../forEachEngine";
import type { Plan } from "./programs/probe/plan";
import { withStack } from "./support/withStack";

const plan: Plan = {
    resources: [
        { name: "gone", props: { value: 1 } },
        { name: "drifted", props: { value: 1 }, dependsOn: ["gone"] },
        { name: "quiet", props: { value: 1 } },
    ],
};

forEachEngine("a refresh", (engine) => {
    it("drops what is gone, takes over what has changed, and the next run heals both", () =>
        withStack(engine(), async (stack) => {
            await stack.run("up", plan);
            stack.setWorld({ gone: null, drifted: { value: 9 } });
            const result = await stack.run("refresh");
            expect(result.ok, result.output).to.equal(true);
            expect(result.changes).to.deep.equal({ same: 1, update: 1, delete: 1 });
            expect(result.calls).to.include("diff drifted 9 1");
            expect(await stack.storedNames()).to.deep.equal(["drifted", "quiet"]);
            const drifted = await stack.stored("drifted");
            expect(drifted?.inputs).to.include({ value: 9 });
            expect(drifted?.dependencies ?? []).to.deep.equal([]);

            stack.setWorld({});
            const healed = await stack.run("up");
            expect(healed.changes).to.deep.equal({ same: 1, create: 1, update: 1 });
            expect(healed.calls).to.include("update drifted 9 1");
        }));

    it("that cannot read one resource refreshes the others and fails", () =>
        withStack(engine(), async (stack) => {
            await stack.run("up", {
                resources: [{ name: "dark", props: { fail: { read: "no light" } } }, { name: "bright" }],
            });
            stack.setWorld({ bright: { value: 9 } });
            const result = await stack.run("refresh");
            expect(result.ok).to.equal(false);
            expect(result.output).to.contain("no light");
            expect(result.changes).to.deep.equal({ update: 1 });
            expect((await stack.stored("bright"))?.outputs).to.include({ value: 9 });
            expect(await stack.storedNames()).to.deep.equal(["bright", "dark"]);
        }));

    it("before an update shows in the same run", () =>
        withStack(engine(), async (stack) => {
            await stack.run("up", plan);
            stack.setWorld({ drifted: { value: 9 } });
            const result = await stack.run("up", plan, { refresh: true });
            expect(result.ok, result.output).to.equal(true);
            expect(result.changes).to.deep.equal({ same: 2, update: 1 });
            expect(result.calls).to.include("update drifted 9 1");
        }));
});
