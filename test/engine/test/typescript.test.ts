import path from "node:path";
import { expect } from "chai";
import { forEachEngine } from "../forEachEngine";
import { withStack } from "./support/withStack";

/** The sources of the compiled program beside this test. */
const sources = path.resolve(__dirname, "../../../engine/test/programs/probe");

forEachEngine("a TypeScript program", (engine) => {
    it("runs as users run theirs, uncompiled", () =>
        withStack(
            engine(),
            async (stack) => {
                const result = await stack.run("up", { resources: [{ name: "a" }], outputs: { stamp: "a.stamp" } });
                expect(result.ok, result.output).to.equal(true);
                expect(result.outputs).to.deep.equal({ stamp: "created undefined" });
            },
            { program: sources, typescript: true },
        ));
});
