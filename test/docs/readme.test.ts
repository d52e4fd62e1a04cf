import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { languageVersions, versionsFor } from "#provider/validation/apiVersions";
import { repository } from "../packaging/support/repository";
import { exportedNames, memberNames } from "./support/publicTypes";

const readme = readFileSync(join(repository, "README.md"), "utf8");

describe("README.md", () => {
    for (const resource of ["ProjectResourceAssignment", "DeviceResourceAccountBinding"]) {
        it(`lists every input of ${resource}, and no other`, () => {
            const [inputs] = tables(section(`### ${resource}`));
            expect(names(inputs)).to.have.members(memberNames(`${resource}Args`));
        });

        it(`lists the outputs of ${resource} that are no inputs`, () => {
            const [, outputs] = tables(section(`### ${resource}`));
            const inherited = [...memberNames("Resource"), ...memberNames(`${resource}Args`)];
            const own = memberNames(resource).filter((name) => !inherited.includes(name));
            expect(names(outputs)).to.include.members(own);
        });
    }

    it("names the functions that there are", () => {
        const functions = exportedNames().filter((name) => /^get[A-Z]/.test(name));
        expect(functions.filter((name) => !section("### Functions").includes(name))).to.deep.equal([]);
    });

    it("lists the api-versions that work, for each kind of project", () => {
        const [table = []] = tables(section("### API versions"));
        const rows = table.map(([version = "", ...cells]) => [...names([[version]]), ...cells]);
        const yes = (works: boolean) => (works ? "yes" : "no");
        const expected = languageVersions
            .map(({ version }) => version)
            .map((v) => [v, versionsFor("conversations").includes(v), versionsFor("text").includes(v)] as const)
            .filter(([, conversations, text]) => conversations || text)
            .map(([version, conversations, text]) => [version, yes(conversations), yes(text)]);
        expect(rows).to.deep.equal(expected);
    });

    it("names every variable by which one signs in", () => {
        const sources = ["chooseSignIn.ts", "languageKeys.ts", "createCredential.ts", "createCredentialFactory.ts"]
            .map((file) => readFileSync(join(repository, "provider", "auth", file), "utf8"))
            .join("\n");
        const read = new Set(sources.match(/\b(AZURE|ARM)_[A-Z_]+\b/g));
        expect([...read].filter((name) => !readme.includes(`\`${name}`))).to.deep.equal([]);
    });
});

/** The text below a heading, up to the next of the same or a higher rank. */
function section(heading: string): string {
    const rank = heading.indexOf(" ");
    const start = readme.indexOf(`\n${heading}\n`) + 1;
    expect(start, heading).to.be.greaterThan(0);
    const rest = readme.slice(start + heading.length);
    const end = rest.search(new RegExp(`\n#{1,${rank}} `));
    return end < 0 ? rest : rest.slice(0, end);
}

/** The cells of each table's rows, without the headings. */
function tables(text: string): string[][][] {
    const blocks = text.match(/(^\|.*\|\n)+/gm) ?? [];
    return blocks.map((block) =>
        block
            .trim()
            .split("\n")
            .slice(2)
            .map((row) =>
                row
                    .slice(1, -1)
                    .split("|")
                    .map((cell) => cell.trim()),
            ),
    );
}

/** What the first column of a table names in backquotes. */
function names(table: string[][] = []): string[] {
    return table.flatMap(([first = ""]) => [...first.matchAll(/`([\w-]+)`/g)].map(([, name = ""]) => name));
}
