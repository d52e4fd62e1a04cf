import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, posix } from "node:path";
import { expect } from "chai";
import { anchorOf, headingsOf, localLinksOf } from "../docs/support/markdown";
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

        it("holds the documents, its commands, and nothing but compiled code and its types besides", () => {
            const others = files.filter((file) => !/^package\/dist\/.+\.(js|d\.ts)$/.test(file)).sort();
            const documents = [
                "CHANGELOG.md",
                "LICENSE",
                "README.md",
                "package.json",
                ...pagesOf(workspace),
                ...commandsOf(workspace),
            ];
            expect(others).to.deep.equal(documents.map((name) => `package/${name}`).sort());
        });

        it("links its documents to what it holds", async () => {
            await run("tar", ["-xzf", tarball], folder);
            const documents = files.filter((file) => file.endsWith(".md"));
            const read = (file: string) => readFileSync(join(folder, file), "utf8");
            const isThere = (from: string, target: string) => {
                const [path = "", anchor] = target.split("#");
                const file = path === "" ? from : posix.join(posix.dirname(from), path);
                return files.includes(file) && (!anchor || headingsOf(read(file)).map(anchorOf).includes(anchor));
            };
            const dead = documents.flatMap((file) =>
                localLinksOf(read(file))
                    .filter((target) => !isThere(file, target))
                    .map((target) => `${file}: ${target}`),
            );
            expect(dead).to.deep.equal([]);
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

        it("names no source maps, which it does not hold", async () => {
            await run("tar", ["-xzf", tarball], folder);
            const compiled = files.filter((file) => /\.(js|ts)$/.test(file));
            const naming = compiled.filter((file) =>
                readFileSync(join(folder, file), "utf8").includes("//# sourceMappingURL="),
            );
            expect(naming).to.deep.equal([]);
        });

        it("leaves those of the packed folder where they are", () => {
            for (const name of ["index.js", "index.d.ts"]) {
                const text = readFileSync(join(folder, workspace, "dist", name), "utf8");
                expect(text.endsWith(`\n//# sourceMappingURL=${name}.map`), name).to.equal(true);
            }
        });

        it("runs nothing when it is installed", async () => {
            const { scripts = {} } = await packedManifest();
            expect(scripts).to.not.have.any.keys("preinstall", "install", "postinstall", "prepare");
        });

        it("says where it is from, as project.json does", async () => {
            const { repository: url } = JSON.parse(readFileSync(join(repository, "project.json"), "utf8"));
            const { repository: from, homepage, bugs } = await packedManifest();
            const expected = url ? [`git+${url}.git`, workspace, `${url}/issues`] : [undefined, undefined, undefined];
            expect([from?.url, from?.directory, bugs?.url]).to.deep.equal(expected);
            expect(homepage?.startsWith(url)).to.equal(url ? true : undefined);
        });

        it("leaves no copies of the documents behind", () => {
            for (const name of ["CHANGELOG.md", "docs"]) {
                expect(existsSync(join(folder, workspace, name)), name).to.equal(false);
            }
        });

        async function packedManifest() {
            return JSON.parse(await run("tar", ["-xzOf", tarball, "package/package.json"], folder));
        }
    });
}

/** The commands that are not compiled. */
function commandsOf(workspace: string): string[] {
    const folder = join(repository, workspace, "bin");
    return existsSync(folder) ? readdirSync(folder).map((name) => `bin/${name}`) : [];
}

/** The pages that a package brings along: the provider's README leads to them. */
function pagesOf(workspace: string): string[] {
    return workspace === "provider" ? readdirSync(join(repository, "docs")).map((name) => `docs/${name}`) : [];
}

function pathsOf(exported: unknown): string[] {
    return typeof exported === "string"
        ? [exported]
        : Object.values(exported as Record<string, unknown>).flatMap((value) => pathsOf(value));
}
