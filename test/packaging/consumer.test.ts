import { join } from "node:path";
import { expect } from "chai";
import type { Engine, Stack } from "../engine/engine";
import { engines } from "../engine/engines";
import { Consumer, type EmulatorLine } from "./support/consumer";
import { repository } from "./support/repository";

const programs = join(repository, "test", "packaging", "programs");
const deviceId = "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9";
const resources = [
    {
        azureResourceId: `/subscriptions/${deviceId}/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/contoso-weu`,
        customDomain: "contoso-weu",
        region: "westeurope",
    },
];

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
                await lifecycle(stackFor(this, engine, "javascript", `javascript-${engine}`));
            });

            it(`serve a TypeScript program (${engine})`, async function () {
                await lifecycle(stackFor(this, engine, "typescript", `typescript-${engine}`));
            });
        }
    });

    describe("with TypeScript 5.9", () => {
        before(() => consumer.install("typescript@~5.9", "@types/node@^20.19.0"));

        for (const engine of ["test", "pulumi"] as const) {
            it(`serve a TypeScript program (${engine})`, async function () {
                await lifecycle(stackFor(this, engine, "typescript", `typescript-59-${engine}`));
            });
        }
    });

    describe("have a doctor", () => {
        it("that looks at the services", async () => {
            const { url, identityEndpoint, identityHeader } = emulator;
            await control("PUT", "state", { projects: { "analyze-conversations/EmailApp": {} } });
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

    function stackFor(test: Mocha.Context, name: Engine["name"], program: string, project: string): Promise<Stack> {
        const engine = present.find((one) => one.name === name);
        if (!engine) {
            test.skip();
        }
        const workDir = consumer.addProject(project, join(programs, program));
        const { url, identityEndpoint, identityHeader } = emulator;
        return engine.createStack({
            program: workDir,
            workDir,
            config: { url, deviceId, resources: JSON.stringify(resources) },
            env: { IDENTITY_ENDPOINT: identityEndpoint, IDENTITY_HEADER: identityHeader },
        });
    }

    async function lifecycle(created: Promise<Stack>): Promise<void> {
        await control("POST", "reset");
        await control("PUT", "state", {
            projects: { "analyze-conversations/EmailApp": {} },
            devices: { [deviceId]: {} },
        });
        const before = await holdings();
        const stack = await created;
        try {
            const up = await stack.up();
            expect(up.ok, up.output).to.equal(true);
            expect(up.changes).to.deep.equal({ create: 2 });
            expect(up.outputs).to.deep.equal({ job: "succeeded" });
            expect(await holdings()).to.deep.include({ accounts: ["room12@contoso.com"] });

            const destroyed = await stack.destroy();
            expect(destroyed.ok, destroyed.output).to.equal(true);
            expect(await holdings()).to.deep.equal(before);
        } finally {
            await stack.remove();
        }
    }

    async function holdings() {
        const { projects, devices } = await control("GET", "state");
        const accounts = Object.values<{ resourceAccount: { userPrincipalName: string } | null }>(devices);
        return { projects, accounts: accounts.map(({ resourceAccount }) => resourceAccount?.userPrincipalName) };
    }

    async function control(method: string, name: string, body?: unknown) {
        const response = await fetch(`${emulator.url}/_emulator/${name}`, { method, body: JSON.stringify(body) });
        const text = await response.text();
        expect(response.ok, text).to.equal(true);
        return text ? JSON.parse(text) : undefined;
    }
});
