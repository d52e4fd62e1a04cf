import { expect } from "chai";
import { forEachEngine } from "../forEachEngine";
import { withStack } from "./support/withStack";

forEachEngine("configuration", (engine) => {
    it("reaches the provider with all its namespaces, and on destroy as the last run had it", () =>
        withStack(
            engine(),
            async (stack) => {
                const props = { config: ["plain", "other:word", "missing"] };
                await stack.run("up", { resources: [{ name: "a", props }] });
                expect((await stack.stored("a"))?.outputs.seen).to.deep.equal(["one", "two", null]);
                await stack.stack.setConfig("plain", "changed");
                const destroyed = await stack.run("destroy");
                expect(destroyed.calls).to.deep.equal(["delete id-a-0 one two "]);

                await stack.run("up");
                expect((await stack.stored("a"))?.outputs.seen).to.deep.equal(["changed", "two", null]);
            },
            { config: { plain: "one", "other:word": "two" } },
        ));
});
