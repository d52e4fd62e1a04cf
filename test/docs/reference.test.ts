import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect } from "chai";
import { repository } from "../packaging/support/repository";
import { namesIn, sectionOf, type Table, tablesOf, textOf } from "./support/markdown";
import { exportedNames, memberNames } from "./support/publicTypes";

const text = textOf("docs/reference.md");

describe("docs/reference.md", () => {
    it("is what npm run reference writes, as are the documentation and the types of the classes and functions", () => {
        const script = join(repository, "dist", "reference", "main.js");
        const { status, stdout, stderr } = spawnSync(process.execPath, [script, "--check"], { encoding: "utf8" });
        expect(stdout + stderr).to.equal("");
        expect(status).to.equal(0);
    });

    for (const resource of ["ProjectResourceAssignment", "DeviceResourceAccountBinding"]) {
        it(`lists what a program gives to ${resource}, and what it reads of it besides`, () => {
            const inherited = [...memberNames("Resource"), ...memberNames(`${resource}Args`)];
            const own = memberNames(resource).filter((name) => !inherited.includes(name));
            expect(namesIn(tableUnder(`### Inputs of ${resource}`))).to.have.members(memberNames(`${resource}Args`));
            expect(namesIn(tableUnder(`### Outputs of ${resource}`))).to.have.members(["id", ...own]);
        });
    }

    it("names the functions that there are", () => {
        const functions = exportedNames().filter((name) => /^get[A-Z]/.test(name) && !/(Args|Result)$/.test(name));
        expect(
            functions.filter((name) => !text.includes(`\`${name}\``) && !text.includes(`## ${name}\n`)),
        ).to.deep.equal([]);
    });

    it("has no table with an empty cell", () => {
        const tables = tablesOf(text).filter(({ titles: [first] }) => first === "name");
        expect(tables.length).to.be.at.least(10);
        const isWhole = ({ titles }: Table, row: string[]) => row.length === titles.length && row.every(Boolean);
        expect(tables.flatMap((table) => table.rows.filter((row) => !isWhole(table, row)))).to.deep.equal([]);
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
