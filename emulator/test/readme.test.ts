import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { actionKinds } from "../faults/fault.js";
import { defaultOptions } from "../index.js";
import { operationNames } from "../operations.js";

describe("the README", () => {
    const text = readFileSync(join(__dirname, "..", "..", "README.md"), "utf8");

    it("has a row for each option and no other", () => {
        const section = text.slice(text.indexOf("## Options"), text.indexOf("## Faults"));
        const rows = [...section.matchAll(/^\| `(\w+)`/gm)].map((match) => match[1]);
        expect(rows).to.have.members(Object.keys(defaultOptions));
    });

    it("names each operation that a fault can choose", () => {
        const section = text.slice(text.indexOf("## Faults"), text.indexOf("| action"));
        for (const name of operationNames) {
            expect(section, name).to.include(`\`${name}\``);
        }
    });

    it("has a row for each fault", () => {
        const section = text.slice(text.indexOf("## Faults"), text.indexOf("## What it decides"));
        for (const kind of [...actionKinds, "delayMs", "jobErrors"]) {
            expect(section, kind).to.match(new RegExp(`^\\|.*[{ ]${kind}[:,}?]`, "m"));
        }
    });
});
