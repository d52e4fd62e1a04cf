import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { Engine, Stack } from "../engine/engine";
import { engines } from "../engine/engines";
import { Consumer, type EmulatorLine } from "./support/consumer";
import { control, lifecycle, programConfig } from "./support/lifecycle";
import { otherVersion, pathOfNode } from "./support/nodeVersions";
import { repository } from "./support/repository";

const programs = join(repository, "test", "packaging", "programs");

describe("the packages as a user installs them, outside the repository", function () {
    this.timeout(600_000);
    let consumer: Consumer;
    let emulator: EmulatorLine;
    let present: Engine[];

    before(async () => {
        present = await engines();
        consumer = await Consumer.create();
        emulator = await consumer.startEmulator();
    });

    after(() => consumer?.remove());

    describe("with the TypeScript that Pulumi brings", () => {
        for (const engine of ["test", "pulumi"] as const) {
            it(`serve a JavaScript program (${engine})`, async function () {
                await live(engineFor(this, engine), "javascript", `javascript-${engine}`);
            });

            it(`serve a TypeScript program (${engine})`, async function () {
                await live(engineFor(this, engine), "typescript", `typescript-${engine}`);
            });
        }
    });

    describe("with TypeScript 5.9", () => {
        before(() => consumer.install("typescript@~5.9", "@types/node@^20.19.0"));

        for (const engine of ["test", "pulumi"] as const) {
            it(`serve a TypeScript program (${engine})`, async function () {
                await live(engineFor(this, engine), "typescript", `typescript-59-${engine}`);
            });
        }
    });

    describe(`with Node.js ${otherVersion}`, () => {
        let folder: string;
        let path: string | undefined;

        before(async () => {
            folder = mkdtempSync(join(tmpdir(), "azure-assignments-node-"));
            path = await pathOfNode(otherVersion, folder);
        });

        after(() => rmSync(folder, { recursive: true, force: true }));

        it("serve a JavaScript program (test)", async function () {
            const PATH = path ?? this.skip();
            await live(engineFor(this, "test"), "javascript", `javascript-node-${otherVersion}`, { PATH });
        });
    });

    describe("have a doctor", () => {
        it("that looks at the services", async () => {
            const { url, identityEndpoint, identityHeader } = emulator;
            await control(url, "PUT", "state", { projects: { "analyze-conversations/EmailApp": {} } });
            const said = await consumer.command(
                "pulumi-azure-assignments",
                ["doctor", "--endpoint", url, "--project", "EmailApp"],
                {
                    AZURE_TOKEN_CREDENTIALS: "ManagedIdentityCredential",
                    IDENTITY_ENDPOINT: identityEndpoint,
                    IDENTITY_HEADER: identityHeader,
                },
            );
            expect(said).to.contain('There is conversations project "EmailApp", with 0 assigned resources');
        });
    });

    describe("have an emulator", () => {
        it("that stops when it is told to", async () => {
            expect(await consumer.stopEmulator()).to.equal(0);
        });
    });

    function engineFor(test: Mocha.Context, name: Engine["name"]): Engine {
        return present.find((one) => one.name === name) ?? test.skip();
    }

    function live(engine: Engine, program: string, project: string, env: Record<string, string> = {}): Promise<void> {
        const { url, identityEndpoint, identityHeader } = emulator;
        return lifecycle(url, (): Promise<Stack> => {
            const workDir = consumer.addProject(project, join(programs, program));
            return engine.createStack({
                program: workDir,
                workDir,
                config: programConfig(url),
                env: { IDENTITY_ENDPOINT: identityEndpoint, IDENTITY_HEADER: identityHeader, ...env },
            });
        });
    }
});
