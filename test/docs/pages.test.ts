import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { repository } from "../packaging/support/repository";
import { documents } from "./support/documents";
import { headingsOf, localLinksOf, textOf } from "./support/markdown";

const pages = documents("docs").map((path) => path.slice("docs/".length));

describe("the pages of docs/", () => {
    it("are all in the index", () => {
        const linked = localLinksOf(textOf("docs/README.md"));
        expect(pages.filter((page) => page !== "README.md" && !linked.includes(page))).to.deep.equal([]);
    });

    it("have one title each", () => {
        const titles = pages.map((page) => headingsOf(textOf(`docs/${page}`))[0]);
        expect(new Set(titles).size).to.equal(pages.length);
    });
});

describe("README.md", () => {
    const text = textOf("README.md");

    it("is a page that one reads", () => {
        expect(text.split("\n").length).to.be.at.most(180);
    });

    it("leads to every page for users", () => {
        const index = textOf("docs/README.md");
        const forUsers = localLinksOf(index.slice(0, index.indexOf("For contributors")));
        const linked = localLinksOf(text);
        const own = forUsers.filter((target) => /^[\w-]+\.md$/.test(target));
        expect(own.length).to.be.at.least(15);
        expect(own.filter((page) => !linked.includes(`docs/${page}`))).to.deep.equal([]);
    });

    it("shows each resource in an example", () => {
        const blocks = [...text.matchAll(/^```typescript\n([\s\S]*?)^```$/gm)].map(([, block = ""]) => block);
        for (const resource of ["ProjectResourceAssignment", "DeviceResourceAccountBinding"]) {
            expect(
                blocks.some((block) => block.includes(`new ${resource}(`)),
                resource,
            ).to.equal(true);
        }
    });

    it("has the heading that the quickstart program names", () => {
        const program = readFileSync(join(repository, "examples", "quickstart", "index.ts"), "utf8");
        const [, heading] = /README\.md shows how under "([^"]+)"/.exec(program) ?? [];
        expect(headingsOf(text)).to.include(heading);
    });
});
