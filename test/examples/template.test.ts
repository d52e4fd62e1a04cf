import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { answers, instantiate, template } from "./support/template";

// That the project goes up and is destroyed is what the test of docs/testing.md shows, which is run in one.
describe("the template", () => {
    it("leaves no placeholder in the project that it makes", () => {
        const folder = mkdtempSync(join(tmpdir(), "template-"));
        try {
            instantiate(folder);
            const left = readdirSync(folder).filter((name) =>
                readFileSync(join(folder, name), "utf8").includes("$" + "{"),
            );
            expect(left).to.deep.equal([]);
            expect(JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).name).to.equal(answers.PROJECT);
            const yaml = readFileSync(join(folder, "Pulumi.yaml"), "utf8");
            expect(yaml).to.equal(`name: ${answers.PROJECT}\ndescription: ${answers.DESCRIPTION}\nruntime: nodejs\n`);
        } finally {
            rmSync(folder, { recursive: true });
        }
    });

    it("asks for all that its program reads, and for nothing else", () => {
        const yaml = readFileSync(join(template, "Pulumi.yaml"), "utf8");
        const asked = [...yaml.slice(yaml.indexOf("    config:")).matchAll(/^ {8}(\w+):$/gm)].map(([, key]) => key);
        const program = readFileSync(join(template, "index.ts"), "utf8");
        const read = [...program.matchAll(/config\.\w+\("(\w+)"\)/g)].map(([, key]) => key);
        expect(asked).to.have.members(read);
    });
});
