import { expect } from "chai";
import { forEachEngine } from "../forEachEngine";
import { withStack } from "./support/withStack";

const plan = { resources: [{ name: "a", props: { value: 1 } }] };

forEachEngine("a portable state", (engine) => {
    it("can be taken from one stack into another, which then goes on with its resources", () =>
        withStack(engine(), (from) =>
            withStack(engine(), async (into) => {
                await from.run("up", plan);
                const exported = await from.stack.exportState();
                const [resource] = exported.resources;
                expect(exported.resources).to.have.length(1);
                const { urn = "", type = "", id, inputs = {}, outputs = {} } = resource ?? {};
                await into.stack.importState({
                    resources: [{ urn, type, name: "a", id, inputs, outputs: { ...outputs, value: 0 } }],
                    pendingOperations: [],
                });
                const result = await into.run("up", plan);
                expect(result.ok, result.output).to.equal(true);
                expect(result.calls).to.include("update a 0 1");
                expect((await into.run("destroy")).calls).to.deep.equal(["delete id-a-0"]);
            }),
        ));
});

forEachEngine("a destroy that runs the program", (engine) => {
    it("makes nothing and deletes everything", () =>
        withStack(engine(), async (stack) => {
            await stack.run("up", { resources: [{ name: "a" }, { name: "b" }] });
            const changed = { resources: [{ name: "a", props: { value: 2 } }, { name: "c" }] };
            const result = await stack.run("destroy", changed, { runProgram: true });
            expect(result.ok, result.output).to.equal(true);
            expect(result.changes.delete).to.equal(2);
            expect(result.calls).to.have.members(["delete id-a-0", "delete id-b-0"]);
            expect(await stack.storedNames()).to.deep.equal([]);
        }));
});
