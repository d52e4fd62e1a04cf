import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { repository } from "../packaging/support/repository";
import { trackedFiles } from "./support/documents";

/** Paths of one machine: this one's, and the homes of people. */
const machinePaths = new RegExp(
    [escaped(repository), `${escaped(homedir())}(?=/)`, "/home/\\w+/", "/Users/\\w+/", "[A-Z]:\\\\Users\\\\"].join("|"),
);

describe("the repository", () => {
    it("has no path of any machine in its files", function () {
        const files = trackedFiles() ?? this.skip();
        const found = files.filter((file) => machinePaths.test(readFileSync(join(repository, file), "utf8")));
        expect(found).to.deep.equal([]);
    });

    it("has a lock file that names no registry", () => {
        const lock = readFileSync(join(repository, "package-lock.json"), "utf8");
        expect(lock).to.not.match(/"resolved": "http/);
    });

    // npm leaves out what the registry at hand lacks, and then `npm ci` refuses the file wherever it is not lacking.
    it("has a lock file with every optional dependency, for all platforms", () => {
        const { packages } = JSON.parse(readFileSync(join(repository, "package-lock.json"), "utf8"));
        const optional = Object.values<{ optionalDependencies?: object }>(packages).flatMap(
            ({ optionalDependencies = {} }) => Object.keys(optionalDependencies),
        );
        expect(optional.filter((name) => !Object.hasOwn(packages, `node_modules/${name}`))).to.deep.equal([]);
    });

    it("has the same version in both packages and in the changelog", () => {
        const versions = ["provider", "emulator"].map((name) => {
            const manifest = readFileSync(join(repository, name, "package.json"), "utf8");
            return JSON.parse(manifest).version;
        });
        const changelog = readFileSync(join(repository, "CHANGELOG.md"), "utf8");
        expect(new Set([...versions, /^## \[(.+?)\]/m.exec(changelog)?.[1]]).size).to.equal(1);
    });
});

function escaped(text: string): string {
    return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
