import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { repository } from "../packaging/support/repository";
import { compileTexts } from "./support/compileTexts";
import { documents } from "./support/documents";

/** The TypeScript blocks of all documents for users of the provider; the emulator's shows fragments of a test. */
const blocks = documents()
    .filter((file) => !file.startsWith("emulator/"))
    .flatMap((file) =>
        [...readFileSync(join(repository, file), "utf8").matchAll(/^```(?:typescript|ts)\n([\s\S]*?)^```$/gm)].map(
            ([, text = ""], index) => ({ title: `${file}, block ${index + 1}`, text }),
        ),
    );

describe("the code in the documents", function () {
    this.timeout(600_000);
    let problems: string[][];

    before(() => {
        problems = compileTexts(blocks.map(({ text }) => text));
    });

    blocks.forEach(({ title }, index) => {
        it(`compiles: ${title}`, () => {
            expect(problems[index]).to.deep.equal([]);
        });
    });

    it("is there", () => {
        expect(blocks.length).to.be.at.least(5);
    });

    it("would be refused if it were wrong", () => {
        const [found] = compileTexts([
            'import { ProjectResourceAssignment } from "pulumi-azure-assignments";\nnew ProjectResourceAssignment("x", {});',
        ]);
        expect(found).to.have.length(1);
        expect(found?.[0]).to.match(/^snippet0\.ts:2: .*endpoint/s);
    });
});
