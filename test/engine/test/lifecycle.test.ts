import { expect } from "chai";
import { forEachEngine } from "../forEachEngine";
import type { Plan } from "./programs/probe/plan";
import { withStack } from "./support/withStack";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** A resource, one that takes from it, and one in a component. */
function plan(value: number): Plan {
    return {
        resources: [
            { name: "base", props: { value } },
            { name: "user", from: { value: "base.stamp" } },
            { name: "group", component: true },
            { name: "member", parent: "group" },
        ],
        outputs: { stamp: "base.stamp" },
    };
}

/** Positions of calls in the order of `calls`; all of them must be there. */
function positions(calls: string[], wanted: string[]): number[] {
    expect(calls).to.include.members(wanted);
    return wanted.map((call) => calls.indexOf(call));
}

forEachEngine("a stack's life", (engine) => {
    it("is previewed with unknowns, created, left alone, updated and destroyed", () =>
        withStack(engine(), async (stack) => {
            const preview = await stack.run("preview", plan(1));
            expect(preview.ok, preview.output).to.equal(true);
            expect(preview.changes).to.deep.equal({ create: 4 });
            expect(preview.calls).to.have.members([
                "check base 1",
                `check user "${unknown}"`,
                "check member undefined",
            ]);
            expect(await stack.storedNames()).to.deep.equal([]);

            const created = await stack.run("up");
            expect(created.ok, created.output).to.equal(true);
            expect(created.changes).to.deep.equal({ create: 4 });
            expect(created.outputs).to.deep.equal({ stamp: "created 1" });
            const [base = 0, user = 0] = positions(created.calls, ["create base", 'check user "created 1"']);
            expect(base).to.be.below(user);
            expect(await stack.storedNames()).to.deep.equal(["base", "group", "member", "user"]);
            expect((await stack.stored("member"))?.urn).to.equal(
                "urn:pulumi:test::engine-test::test:index:Group$pulumi-nodejs:dynamic/test:Probe::member",
            );

            const repeated = await stack.run("up");
            expect(repeated.changes).to.deep.equal({ same: 4 });
            expect(repeated.outputs).to.deep.equal({ stamp: "created 1" });
            expect(repeated.calls.filter((call) => !/^(check|diff) /.test(call))).to.deep.equal([]);

            const updated = await stack.run("up", plan(2));
            expect(updated.changes).to.deep.equal({ same: 2, update: 2 });
            expect(updated.calls).to.include("update base 1 2");
            expect(updated.calls).to.include('update user "created 1" "updated 2"');

            const destroyed = await stack.run("destroy");
            expect(destroyed.ok, destroyed.output).to.equal(true);
            expect(destroyed.changes).to.deep.equal({ delete: 4 });
            expect(destroyed.calls.slice(0, 2)).to.have.members(["delete id-user-0", "delete id-member-0"]);
            expect(destroyed.calls.slice(2)).to.deep.equal(["delete id-base-0"]);
            expect(await stack.storedNames()).to.deep.equal([]);

            const again = await stack.run("destroy");
            expect(again.ok, again.output).to.equal(true);
            expect(again.changes).to.deep.equal({});
        }));

    it("deletes what the program no longer declares, dependents first", () =>
        withStack(engine(), async (stack) => {
            const kept = { name: "kept" };
            const chain = [{ name: "first" }, { name: "second", dependsOn: ["first"] }];
            await stack.run("up", { resources: [kept, ...chain] });
            const result = await stack.run("up", { resources: [kept] });
            expect(result.changes).to.deep.equal({ same: 1, delete: 2 });
            expect(result.calls.slice(-2)).to.deep.equal(["delete id-second-0", "delete id-first-0"]);
        }));
});
