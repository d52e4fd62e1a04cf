import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import ts from "typescript";
import { headingsOf, textOf } from "../docs/support/markdown";
import { repository } from "../packaging/support/repository";

/** The npm packages among the examples; those of other languages run in test/plugin. */
const folders = readdirSync(join(repository, "examples")).filter((name) =>
    existsSync(join(repository, "examples", name, "package.json")),
);
const { version } = manifestOf("provider");

describe("the examples", function () {
    this.timeout(600_000);

    it("are all tested", () => {
        const tests = join(repository, "test", "examples");
        const sources = readdirSync(tests).filter((name) => name.endsWith(".test.ts"));
        const text = sources.map((name) => readFileSync(join(tests, name), "utf8")).join("\n");
        const tested = [...text.matchAll(/^ *example\("([\w-]+)", \{$/gm)].map(([, name]) => name);
        expect(tested).to.have.members(folders);
    });

    it("are all in README.md", () => {
        const text = textOf("README.md");
        expect(folders.filter((name) => !text.includes(`](examples/${name}/README.md)`))).to.deep.equal([]);
    });

    it("have no errors", () => {
        expect(problems(folders)).to.deep.equal([]);
    });

    for (const name of folders) {
        it(`stand alone: ${name}`, () => {
            const { dependencies, private: isPrivate } = manifestOf(`examples/${name}`);
            expect(isPrivate).to.equal(true);
            expect(dependencies)
                .to.include({ "pulumi-azure-assignments": `^${version}` })
                .and.to.have.property("@pulumi/pulumi");
            const readme = textOf(`examples/${name}/README.md`);
            // Pipelines run that one, and nobody by hand.
            if (name !== "gitops") {
                expect(headingsOf(readme)).to.include.members(["Run it", "Clean up"]);
                expect(readme, "how a copy is installed").to.include(`pulumi-azure-assignments-${version}.tgz`);
            }
            // The quickstart's is the one in the root.
            expect(existsSync(join(repository, "examples", name, "Pulumi.yaml"))).to.equal(name !== "quickstart");
        });
    }
});

function manifestOf(folder: string) {
    return JSON.parse(readFileSync(join(repository, folder, "package.json"), "utf8"));
}

/** What the compiler says against the programs, each under its own settings; those with the same settings are compiled together. */
function problems(names: readonly string[]): string[] {
    const programs = new Map<string, { options: ts.CompilerOptions; files: string[] }>();
    for (const name of names) {
        const folder = join(repository, "examples", name);
        const { config } = ts.readConfigFile(join(folder, "tsconfig.json"), (path) => readFileSync(path, "utf8"));
        const key = JSON.stringify(config.compilerOptions);
        const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, folder);
        const program = programs.get(key) ?? { options: { ...options, noEmit: true, types: ["node"] }, files: [] };
        program.files.push(...fileNames);
        programs.set(key, program);
    }
    return [...programs.values()].flatMap(({ options, files }) =>
        ts
            .getPreEmitDiagnostics(ts.createProgram(files, options))
            .map(({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`),
    );
}
