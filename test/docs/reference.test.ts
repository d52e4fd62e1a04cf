import { expect } from "chai";
import { languageVersions, versionsFor } from "#provider/validation/apiVersions";
import { namesIn, sectionOf, type Table, tablesOf, textOf } from "./support/markdown";
import { exportedNames, memberNames } from "./support/publicTypes";

const text = textOf("docs/reference.md");

describe("docs/reference.md", () => {
    for (const resource of ["ProjectResourceAssignment", "DeviceResourceAccountBinding"]) {
        it(`lists every input of ${resource}, and no other`, () => {
            expect(namesIn(tableUnder(`### Inputs of ${resource}`))).to.have.members(memberNames(`${resource}Args`));
        });

        it(`lists the outputs of ${resource} that are no inputs, and no other`, () => {
            const inherited = [...memberNames("Resource"), ...memberNames(`${resource}Args`)];
            const own = memberNames(resource).filter((name) => !inherited.includes(name));
            expect(namesIn(tableUnder(`### Outputs of ${resource}`))).to.have.members(["id", ...own]);
        });
    }

    for (const [heading, type] of [
        ["### ResourceMetadata", "ResourceMetadataArgs"],
        ["### AssignmentJob", "AssignmentJob"],
        ["## Timeouts", "Timeouts"],
    ] as const) {
        it(`lists every member of ${type}, and no other`, () => {
            expect(namesIn(tableUnder(heading))).to.have.members(memberNames(type));
        });
    }

    const functions = exportedNames().filter((name) => /^get[A-Z]/.test(name) && !/(Args|Result)$/.test(name));

    it("names the functions that there are", () => {
        expect(
            functions.filter((name) => !text.includes(`\`${name}\``) && !text.includes(`## ${name}\n`)),
        ).to.deep.equal([]);
    });

    for (const name of functions.filter((one) => !one.endsWith("Output"))) {
        it(`lists every argument and every result of ${name}, and no other`, () => {
            const type = name.replace(/^g/, "G");
            expect(namesIn(tableUnder(`### Arguments of ${name}`))).to.have.members(memberNames(`${type}Args`));
            expect(namesIn(tableUnder(`### Result of ${name}`))).to.have.members(memberNames(`${type}Result`));
        });
    }

    it("has tables of one shape, without an empty cell", () => {
        const tables = tablesOf(text).filter(({ titles: [first] }) => first === "name");
        expect(tables.length).to.be.at.least(10);
        const shapes = tables.map(({ titles }) => titles.join(" | "));
        expect(new Set(shapes)).to.deep.equal(
            new Set([
                "name | type | default | what it is, and what a change does",
                "name | type | default | what it is",
                "name | type | what it is",
            ]),
        );
        const isWhole = ({ titles }: Table, row: string[]) => row.length === titles.length && row.every(Boolean);
        expect(tables.flatMap((table) => table.rows.filter((row) => !isWhole(table, row)))).to.deep.equal([]);
    });

    it("lists the api-versions that work, for each kind of project", () => {
        const { rows } = tableUnder("## API versions");
        const found = rows.map(([version = "", ...cells]) => [...namesIn({ titles: [], rows: [[version]] }), ...cells]);
        const yes = (works: boolean) => (works ? "yes" : "no");
        const expected = languageVersions
            .map(({ version }) => version)
            .map((v) => [v, versionsFor("conversations").includes(v), versionsFor("text").includes(v)] as const)
            .filter(([, conversations, texts]) => conversations || texts)
            .map(([version, conversations, texts]) => [version, yes(conversations), yes(texts)]);
        expect(found).to.deep.equal(expected);
    });
});

/** The first table below a heading. */
function tableUnder(heading: string): Table {
    const section = sectionOf(text, heading);
    expect(section, heading).to.be.a("string");
    const [table] = tablesOf(section ?? "");
    expect(table, `the table under ${heading}`).to.be.an("object");
    return table as Table;
}
