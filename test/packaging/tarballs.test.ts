import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { packTarball } from "./support/packTarball";
import { repository } from "./support/repository";
import { run } from "./support/run";

for (const workspace of ["provider", "emulator"]) {
    describe(`the tarball of ${workspace}/`, function () {
        this.timeout(600_000);
        let folder: string;
        let tarball: string;
        let files: string[];

        before(async () => {
            folder = mkdtempSync(join(tmpdir(), "azure-assignments-pack-"));
            tarball = await packTarball(workspace, folder);
            files = (await run("tar", ["-tzf", tarball], folder)).trim().split("\n");
        });

        after(() => rmSync(folder, { recursive: true, force: true }));

        it("holds the documents and nothing but compiled code and its types besides", () => {
            const others = files.filter((file) => !/^package\/dist\/.+\.(js|d\.ts)$/.test(file)).sort();
            const documents = ["CHANGELOG.md", "LICENSE", "README.md", "package.json"];
            expect(others).to.deep.equal(documents.map((name) => `package/${name}`));
        });

        it("holds no tests", () => {
            expect(files.filter((file) => /(^|[/.])tests?[/.]/.test(file))).to.deep.equal([]);
        });

        it("holds the files that package.json names", () => {
            const manifest = JSON.parse(readFileSync(join(repository, workspace, "package.json"), "utf8"));
            const { main, types, bin = {}, exports } = manifest;
            const named = [main, types, ...Object.values(bin), ...pathsOf(exports)].map((path: string) =>
                path.replace(/^(\.\/)?/, "package/"),
            );
            expect(files).to.include.members(named);
        });

        it("leaves no copies of the documents behind", () => {
            expect(existsSync(join(repository, workspace, "CHANGELOG.md"))).to.equal(false);
        });
    });
}

function pathsOf(exported: unknown): string[] {
    return typeof exported === "string"
        ? [exported]
        : Object.values(exported as Record<string, unknown>).flatMap((value) => pathsOf(value));
}
