import { existsSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect } from "chai";
import { repository } from "../packaging/support/repository";
import { documents } from "./support/documents";

describe("the documents", () => {
    for (const file of documents()) {
        it(`link to what there is: ${file}`, () => {
            const links = [...read(file).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target);
            const local = links.filter((target) => !/^[a-z]+:/.test(target));
            expect(local.filter((target) => !leadsSomewhere(file, target))).to.deep.equal([]);
        });

        it(`name npm scripts that there are: ${file}`, () => {
            const { scripts } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8"));
            const named = [...read(file).matchAll(/npm run (?:-s )?([\w:]+)/g)].map(([, name = ""]) => name);
            expect(named.filter((name) => !Object.hasOwn(scripts, name))).to.deep.equal([]);
        });
    }
});

function leadsSomewhere(from: string, target: string): boolean {
    const [path = "", anchor] = target.split("#");
    const file = path === "" ? from : normalize(join(dirname(from), path));
    return existsSync(join(repository, file)) && (anchor === undefined || anchorsOf(file).includes(anchor));
}

/** As GitHub makes them from headings. */
function anchorsOf(file: string): string[] {
    const headings = [...read(file).matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) => heading);
    return headings.map((heading) =>
        heading
            .toLowerCase()
            .replace(/[^\w\- ]/g, "")
            .replaceAll(" ", "-"),
    );
}

function read(file: string): string {
    return readFileSync(join(repository, file), "utf8");
}
