import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect } from "chai";
import { type Emulator, startEmulator } from "#emulator/index";
import type { Engine } from "../engine/engine";
import { pluginFolder } from "../engine/pluginFolder";
import { findPulumiCli } from "../engine/pulumi/pulumiCli";
import { pulumiEngine } from "../engine/pulumi/pulumiEngine";
import { signInEnvironment } from "../harness/signInEnvironment";

const root = path.resolve(__dirname, "..", "..", "..");
const goModule = "azure-assignments.example/pulumi-azure-assignments/sdk/go/azureassignments";
const account =
    "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/LangWeu";

/** What a language needs besides Pulumi's CLI, and how its example gets an SDK. */
interface Language {
    name: string;
    /** Programs that must be there: Pulumi's host, which comes with the CLI or is on the PATH, and the language's own. */
    needs: string[];
    prepare(folder: string, run: (command: string, args: string[], cwd?: string) => void): void;
}

const languages: Language[] = [
    { name: "yaml", needs: ["pulumi-language-yaml"], prepare: () => undefined },
    {
        name: "python",
        needs: ["pulumi-language-python", "pulumi-language-python-exec", "python3"],
        prepare: (folder, run) => {
            run("python3", ["-m", "venv", "venv"]);
            run(path.join(folder, "venv", "bin", "pip"), ["install", "-q", "-r", "requirements.txt", "./sdk/python"]);
        },
    },
    {
        name: "go",
        needs: ["pulumi-language-go", "go"],
        prepare: (folder, run) => {
            const sdk = path.join(folder, "sdk", "go");
            run("go", ["mod", "init", goModule], sdk);
            run("go", ["mod", "tidy"], sdk);
            run("go", ["mod", "tidy"]);
        },
    },
];

describe("the plugin's examples on Pulumi's own engine", function () {
    this.timeout(600_000);
    let engine: Engine | undefined;
    let emulator: Emulator;
    let folder: string;

    before(async () => {
        engine = process.env.ENGINES === "test" ? undefined : await pulumiEngine();
    });
    beforeEach(async () => {
        emulator = await startEmulator();
        emulator.putState({ projects: { "analyze-conversations/EmailApp": {} } });
        folder = mkdtempSync(path.join(os.tmpdir(), "language-"));
    });
    afterEach(async () => {
        await emulator.close();
        rmSync(folder, { recursive: true, force: true });
    });

    for (const { name, needs, prepare } of languages) {
        it(`live their whole lives in ${name}`, async function () {
            const cli = await findPulumiCli();
            if (engine === undefined || cli === undefined || !needs.every((program) => isFound(program, cli.command))) {
                this.skip();
            }
            await copyExample(name, folder, cli.command);
            const run = (command: string, args: string[], cwd = folder) => {
                execFileSync(command, args, { cwd, stdio: ["ignore", "ignore", "pipe"] });
            };
            prepare(folder, run);
            const stack = await engine.createStack({
                program: folder,
                workDir: folder,
                config: {
                    endpoint: emulator.url,
                    projectName: "EmailApp",
                    azureResourceId: account,
                    customDomain: "langweu",
                    region: "westeurope",
                },
                env: signInEnvironment(emulator),
            });
            const assigned = () =>
                emulator.state().projects["analyze-conversations/EmailApp"]?.resources.map(({ region }) => region);
            const previewed = await stack.preview();
            expect([previewed.ok, previewed.changes], previewed.output).to.deep.equal([true, { create: 1 }]);
            const created = await stack.up();
            expect([created.ok, created.changes], created.output).to.deep.equal([true, { create: 1 }]);
            expect(JSON.stringify(created.outputs)).to.include("langweu");
            expect((await stack.up()).changes).to.deep.equal({ same: 1 });

            await stack.setConfig("region", "northeurope");
            const changed = await stack.up();
            expect([changed.ok, changed.changes, assigned()], changed.output).to.deep.equal([
                true,
                { update: 1 },
                ["northeurope"],
            ]);
            expect((await stack.refresh()).changes).to.deep.equal({ same: 1 });
            const destroyed = await stack.destroy();
            expect([destroyed.ok, assigned()], destroyed.output).to.deep.equal([true, []]);
            await stack.remove();
        });
    }
});

/** Whether a program is beside the CLI or on the PATH. */
function isFound(program: string, cli: string): boolean {
    const folders = [path.dirname(cli), ...(process.env.PATH ?? "").split(path.delimiter)];
    return folders.some((one) => existsSync(path.join(one, program)));
}

/** Copies an example, with the plugin where it is, and generates the SDK that it needs. */
async function copyExample(language: string, folder: string, cli: string): Promise<void> {
    cpSync(path.join(root, "examples", `${language}-language-assignment`), folder, { recursive: true });
    const file = path.join(folder, "Pulumi.yaml");
    writeFileSync(file, readFileSync(file, "utf8").replace("../../plugin/dist", pluginFolder));
    if (language !== "yaml") {
        const args = [
            "package",
            "gen-sdk",
            path.join(pluginFolder, "schema.json"),
            "--language",
            language,
            "--out",
            "sdk",
        ];
        const env = {
            ...process.env,
            PATH: `${path.dirname(cli)}${path.delimiter}${process.env.PATH}`,
            PULUMI_SKIP_UPDATE_CHECK: "true",
        };
        execFileSync(cli, args, { cwd: folder, env, stdio: ["ignore", "ignore", "pipe"] });
    }
}
