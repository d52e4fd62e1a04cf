import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { runDocumentedTest } from "../examples/support/documentedTest";
import { run } from "../packaging/support/run";

/** The last version that runs on Node.js 20. */
const vitest = "vitest@3";

describe("the test for Vitest in docs/testing.md", function () {
    this.timeout(600_000);
    let tools: string;

    before(async () => {
        tools = mkdtempSync(join(tmpdir(), "azure-assignments-vitest-"));
        await run("npm", ["install", "--no-audit", "--no-fund", "--loglevel=error", "--prefix", tools, vitest], tools);
    });

    after(() => rmSync(tools, { recursive: true, force: true }));

    it("passes as it stands there", async () => {
        const command = join(tools, "node_modules", "vitest", "vitest.mjs");
        const output = await runDocumentedTest("### With Vitest", (project) => {
            mkdirSync(join(project, "node_modules"));
            symlinkSync(join(tools, "node_modules", "vitest"), join(project, "node_modules", "vitest"));
            return [command, "run", "--root", project];
        });
        expect(output).to.match(/1 passed/);
    });
});
