import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path, { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { repository } from "./support/repository";

const address = "https://github.com/contoso/pulumi-azure-assignments";

describe("a release", () => {
    let root: string;

    beforeEach(() => {
        root = mkdtempSync(join(tmpdir(), "azure-assignments-release-"));
        for (const file of ["README.md", "emulator/README.md", "provider/package.json", "emulator/package.json"]) {
            copy(file);
        }
        write(".github/CODEOWNERS", "# Nobody yet.\n");
        write("project.json", JSON.stringify({ repository: address, owners: ["@contoso/platform", "@octocat"] }));
        write(
            "CHANGELOG.md",
            "# Changelog\n\n## [0.1.0] - 2026-12-01\n\n### Added\n\n- Much.\n\n## [0.0.9] - 2026-11-01\n\n- Little.\n",
        );
        for (const file of ["README.md", "emulator/README.md"]) {
            write(file, read(file).replaceAll("not on npm yet", "on npm"));
        }
        for (const folder of ["provider", "emulator"]) {
            const { repository: _, homepage: __, bugs: ___, ...fields } = manifest(folder);
            write(`${folder}/package.json`, JSON.stringify({ ...fields, version: "0.1.0" }));
        }
    });

    afterEach(() => rmSync(root, { recursive: true, force: true }));

    it("is ready after release:prepare", async () => {
        expect((await release("prepare")).code).to.equal(0);
        expect(await release("check", "--tag", "v0.1.0")).to.deep.equal({ code: 0, output: "" });
        expect(manifest("provider")).to.deep.include({
            repository: { type: "git", url: `git+${address}.git`, directory: "provider" },
            homepage: `${address}#readme`,
            bugs: { url: `${address}/issues` },
        });
        expect(manifest("emulator")).to.deep.include({ homepage: `${address}/tree/main/emulator#readme` });
        expect(read(".github/CODEOWNERS")).to.match(/\n\* @contoso\/platform @octocat\n$/);
    });

    it("is refused before release:prepare", async () => {
        const { code, output } = await release("check");
        expect(code).to.equal(1);
        expect(output.match(/does not match project\.json/g)).to.have.length(3);
    });

    for (const [title, project] of [
        ["empty", { repository: "", owners: [] }],
        ["a git address", { repository: `${address}.git`, owners: ["octocat"] }],
        ["no https", { repository: "http://example.com/a/b", owners: ["a@example.com"] }],
    ] as const) {
        it(`is refused, and nothing is written, while project.json is incomplete: ${title}`, async () => {
            write("project.json", JSON.stringify(project));
            const before = read("provider/package.json");
            for (const verb of ["check", "prepare"]) {
                const { code, output } = await release(verb);
                expect(code).to.equal(1);
                expect(output).to.include(`project.json: "repository" is "${project.repository}". Set it to`);
                expect(output).to.include('project.json: "owners" is').and.to.include('["@octocat"]');
            }
            expect(read("provider/package.json")).to.equal(before);
        });
    }

    it("is refused if versions, changelog, tag or README do not match", async () => {
        await release("prepare");
        write("provider/package.json", read("provider/package.json").replace('"0.1.0"', '"0.2.0"'));
        write("CHANGELOG.md", "# Changelog\n\n## [0.1.0] - unreleased\n\n- Much.\n");
        write("README.md", `${read("README.md")}\nThe package is not on npm yet.\n`);
        const { output } = await release("check", "--tag", "v0.1.0");
        expect(output).to.include("The packages have different versions: 0.2.0, 0.1.0.");
        expect(output).to.include("CHANGELOG.md starts with 0.1.0, but the packages have version 0.2.0.");
        expect(output).to.include('CHANGELOG.md: 0.1.0 is "unreleased".');
        expect(output).to.include("The tag is v0.1.0, but the packages have version 0.2.0.");
        expect(output).to.include("README.md still says that the package is not on npm yet.");
    });

    it("has the changelog's newest section as notes", async () => {
        expect(await release("notes")).to.deep.equal({ code: 0, output: "### Added\n\n- Much.\n" });
    });

    it("is checked by npm before it publishes either package", () => {
        for (const folder of ["provider", "emulator"]) {
            const { scripts } = JSON.parse(readFileSync(join(repository, folder, "package.json"), "utf8"));
            expect(scripts.prepublishOnly).to.equal("node ../dist/release/main.js check");
        }
    });

    describe("is published by scripts/release/publish.sh", () => {
        beforeEach(() => {
            copy("scripts/release/publish.sh");
            copy("dist/release");
            // Each call is recorded. The test decides what "view" finds.
            for (const [name, viewed] of [
                ["npm", "NPM_VIEWED"],
                ["gh", "GH_VIEWED"],
            ] as const) {
                const script = `#!/bin/sh\necho "${name} $*" >>"${root}/calls"\ncase "$*" in *view*) [ -n "$${viewed}" ] && echo "$${viewed}" ;; esac\n`;
                mkdirSync(join(root, "bin"), { recursive: true });
                writeFileSync(join(root, "bin", name), script, { mode: 0o755 });
            }
        });

        it("to npm with provenance, and to GitHub", async () => {
            expect(await publish({})).to.deep.equal([
                "npm view pulumi-azure-assignments@0.1.0 version",
                "npm publish --workspace provider --provenance --access public",
                "npm view azure-assignments-emulator@0.1.0 version",
                "npm publish --workspace emulator --provenance --access public",
                "gh release view v0.1.0",
                "gh release create v0.1.0 --verify-tag --title v0.1.0 --notes-file FILE",
            ]);
        });

        it("with the plugin's tarballs if there are any", async () => {
            for (const name of ["a.tar.gz", "b.tar.gz", "notes.txt"]) {
                write(`dist/plugin/${name}`, "");
            }
            const calls = await publish({ NPM_VIEWED: "0.1.0" });
            expect(calls.filter((call) => call.startsWith("npm publish"))).to.deep.equal([]);
            expect(calls.at(-1)).to.match(/--notes-file FILE dist\/plugin\/a\.tar\.gz dist\/plugin\/b\.tar\.gz$/);
        });

        it("once only", async () => {
            const calls = await publish({ NPM_VIEWED: "0.1.0", GH_VIEWED: "v0.1.0" });
            expect(calls.filter((call) => !call.includes(" view "))).to.deep.equal([]);
        });

        async function publish(env: Record<string, string>): Promise<string[]> {
            const PATH = `${join(root, "bin")}${path.delimiter}${process.env.PATH}`;
            await promisify(execFile)("bash", [join(root, "scripts/release/publish.sh"), "v0.1.0"], {
                env: { ...process.env, PATH, ...env },
            });
            const calls = read("calls").trim().split("\n");
            return calls.map((call) => call.replace(/(--notes-file) \S+/, "$1 FILE"));
        }
    });

    async function release(...args: string[]): Promise<{ code: number; output: string }> {
        const script = join(repository, "dist", "release", "main.js");
        return promisify(execFile)(process.execPath, [script, ...args, "--root", root]).then(
            ({ stdout, stderr }) => ({ code: 0, output: stdout + stderr }),
            ({ code, stdout, stderr }) => ({ code, output: stdout + stderr }),
        );
    }

    function manifest(folder: string): Record<string, unknown> {
        return JSON.parse(read(`${folder}/package.json`));
    }

    function copy(file: string): void {
        cpSync(join(repository, file), join(root, file), { recursive: true });
    }

    function read(file: string): string {
        return readFileSync(join(root, file), "utf8");
    }

    function write(file: string, text: string): void {
        mkdirSync(path.dirname(join(root, file)), { recursive: true });
        writeFileSync(join(root, file), text);
    }
});
