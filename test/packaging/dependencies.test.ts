import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { productionDependencies } from "./support/productionDependencies";
import { repository } from "./support/repository";

/** Licences that an Apache-2.0 package may depend on without asking anybody. */
const permissive = ["0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT"];

describe("the dependencies of the packages", () => {
    it("run no install scripts", () => {
        const scripted = productionDependencies("provider").filter(({ hasInstallScript }) => hasInstallScript);
        expect(scripted).to.deep.equal([]);
    });

    it("have permissive licences", () => {
        const others = productionDependencies("provider").filter(({ license }) => !permissive.includes(license));
        expect(others).to.deep.equal([]);
    });

    it("are all listed in docs/dependencies.md, with their licences", () => {
        const text = readFileSync(join(repository, "docs", "dependencies.md"), "utf8");
        const listed = [...text.matchAll(/^\| `([^`]+)` \| ([^|]+?) +\|$/gm)].map(([, name, license]) => ({
            name,
            license,
        }));
        const locked = productionDependencies("provider").map(({ name, license }) => `${name}: ${license}`);
        expect(listed.map(({ name, license }) => `${name}: ${license}`)).to.deep.equal([...new Set(locked)]);
    });

    it("have a reason each, those for development too", () => {
        const { devDependencies } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8"));
        const text =
            readFileSync(join(repository, "docs", "dependencies.md"), "utf8").split("## For development")[1] ?? "";
        const named = [...text.matchAll(/^\| (.+?) \| .+ \|$/gm)].flatMap(([, names = ""]) => names.split(", "));
        const unnamed = Object.keys(devDependencies).filter(
            (name) => !named.includes(name) && !(name.startsWith("@types/") && named.includes("@types/*")),
        );
        expect(unnamed).to.deep.equal([]);
    });

    it("are none for the emulator", () => {
        expect(productionDependencies("emulator")).to.deep.equal([]);
    });
});
