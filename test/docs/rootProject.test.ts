import { cpSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { engines } from "../engine/engines";
import { repository } from "../packaging/support/repository";

/** A copy of the root's project, so that no stack of the test is seen in the root. */
const copy = join(repository, "test", ".work", "root-project");

describe("the project in the root", function () {
    this.timeout(600_000);

    before(() => {
        rmSync(copy, { recursive: true, force: true });
        mkdirSync(join(copy, "examples"), { recursive: true });
        cpSync(join(repository, "Pulumi.yaml"), join(copy, "Pulumi.yaml"));
        cpSync(join(repository, "examples", "quickstart"), join(copy, "examples", "quickstart"), { recursive: true });
    });

    after(() => rmSync(copy, { recursive: true, force: true }));

    it("goes up with nothing configured, and says what to set", async function () {
        // The test engine knows no `main` and no defaults in Pulumi.yaml.
        const pulumi = (await engines()).find(({ name }) => name === "pulumi") ?? this.skip();
        const stack = await pulumi.createStack({ program: copy, workDir: copy });
        try {
            const up = await stack.up();
            expect(up.ok, up.output).to.equal(true);
            expect(up.changes).to.deep.equal({});
            expect(up.output).to.include("warning: Nothing is configured yet").and.to.include("pulumi config set");
            expect((await stack.destroy()).ok).to.equal(true);
        } finally {
            await stack.remove();
        }
    });
});
