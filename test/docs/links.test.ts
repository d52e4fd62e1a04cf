import { existsSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect } from "chai";
import { repository } from "../packaging/support/repository";
import { documents } from "./support/documents";
import { anchorOf, headingsOf, localLinksOf, textOf } from "./support/markdown";

describe("the documents", () => {
    for (const file of documents()) {
        it(`link to what there is: ${file}`, () => {
            const broken = localLinksOf(textOf(file)).filter((target) => !leadsSomewhere(file, target));
            expect(broken).to.deep.equal([]);
        });

        it(`name npm scripts that there are: ${file}`, () => {
            const { scripts } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8"));
            const named = [...textOf(file).matchAll(/npm run (?:-s )?([\w:]+)/g)].map(([, name = ""]) => name);
            expect(named.filter((name) => !Object.hasOwn(scripts, name))).to.deep.equal([]);
        });
    }

    it("would be refused if a link were wrong", () => {
        expect(leadsSomewhere("README.md", "docs/nowhere.md")).to.equal(false);
        expect(leadsSomewhere("README.md", "docs/deployments.md#nothing-of-the-kind")).to.equal(false);
        expect(leadsSomewhere("README.md", "docs/deployments.md#the-guard")).to.equal(true);
    });
});

function leadsSomewhere(from: string, target: string): boolean {
    const [path = "", anchor] = target.split("#");
    const file = path === "" ? from : normalize(join(dirname(from), path));
    return existsSync(join(repository, file)) && (anchor === undefined || anchorsOf(file).includes(anchor));
}

function anchorsOf(file: string): string[] {
    return headingsOf(textOf(file)).map(anchorOf);
}
