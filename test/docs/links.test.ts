import { existsSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect } from "chai";
import { repository } from "../packaging/support/repository";
import { documents } from "./support/documents";
import { anchorOf, headingsOf, localLinksOf, textOf } from "./support/markdown";

/** A path of a TypeScript file in code letters, such as `http/retry.ts`. */
const sourceFile = /`((?:[\w-]+\/)+[\w.-]+\.ts)`/g;

describe("the documents", () => {
    for (const file of documents()) {
        it(`link to what there is: ${file}`, () => {
            const broken = localLinksOf(textOf(file)).filter((target) => !leadsSomewhere(file, target));
            expect(broken).to.deep.equal([]);
        });

        it(`name source files that there are: ${file}`, () => {
            const roots = ["", "provider", "emulator", "plugin/src", dirname(file)];
            const named = [...textOf(file).matchAll(sourceFile)].map(([, path = ""]) => path);
            const isThere = (path: string) => roots.some((root) => existsSync(join(repository, root, path)));
            expect(named.filter((path) => !isThere(path))).to.deep.equal([]);
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
