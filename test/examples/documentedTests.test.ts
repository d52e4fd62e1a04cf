import { expect } from "chai";
import { runDocumentedTest } from "./support/documentedTest";

describe("the test for mocha in docs/testing.md", function () {
    this.timeout(120_000);

    it("passes as it stands there", async () => {
        const mocha = require.resolve("mocha/bin/mocha.js");
        const output = await runDocumentedTest("### With mocha", (_, file) => [mocha, file]);
        expect(output).to.match(/1 passing/);
    });
});
