import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Emulator, startEmulator } from "#emulator/index";
import { testEngine } from "../engine/testEngine";
import { lifecycle, programConfig } from "../packaging/support/lifecycle";
import { nodeVersions, pathOfNode } from "../packaging/support/nodeVersions";
import { packTarball } from "../packaging/support/packTarball";
import { run } from "../packaging/support/run";
import { dependencies, installBy, packageManagers } from "./packageManagers";
import { makeProject, programs } from "./programs";

/** An operation compiles its program anew; what the compiler has against it is a test of its own. */
const quickly = { PULUMI_NODEJS_TRANSPILE_ONLY: "true" };

describe("the package", function () {
    this.timeout(600_000);
    let folder: string;
    let tarball: string;
    let emulator: Emulator;
    const paths = new Map<number, string | undefined>();

    before(async () => {
        folder = mkdtempSync(join(tmpdir(), "azure-assignments-matrix-"));
        tarball = await packTarball("provider", folder);
        emulator = await startEmulator();
        for (const version of nodeVersions) {
            paths.set(version, await pathOfNode(version, folder));
        }
    });

    after(async () => {
        await emulator?.close();
        rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    });

    for (const manager of packageManagers) {
        describe(`installed by ${manager.name}`, () => {
            let home: string;

            before(async () => {
                home = join(folder, manager.name.replace(/\W/g, "-"));
                mkdirSync(home);
                const needed = dependencies(tarball);
                const { isWorkspace = false } = manager;
                const manifest = { name: "matrix", private: true, dependencies: isWorkspace ? {} : needed };
                writeFileSync(join(home, "package.json"), `${JSON.stringify(manifest)}\n`);
                for (const program of programs) {
                    makeProject(home, program, isWorkspace ? needed : {});
                }
                await installBy(manager, home, folder);
            });

            for (const program of programs) {
                if (program.tsconfig) {
                    it(`has types for a program in ${program.title}`, async () => {
                        const project = join(home, program.name);
                        const compiler = require.resolve("typescript/bin/tsc", { paths: [project] });
                        await run(process.execPath, [compiler, "--project", project], project);
                    });
                }

                for (const version of nodeVersions) {
                    it(`serves a program in ${program.title} on Node.js ${version}`, async function () {
                        const PATH = paths.get(version) ?? this.skip();
                        const workDir = join(home, program.name);
                        const { url, identityEndpoint, identityHeader } = emulator;
                        const signIn = { IDENTITY_ENDPOINT: identityEndpoint, IDENTITY_HEADER: identityHeader };
                        const env = { ...signIn, ...quickly, PATH };
                        const config = programConfig(url);
                        await lifecycle(url, () => testEngine.createStack({ program: workDir, workDir, config, env }));
                    });
                }
            }
        });
    }
});
