import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { type Emulator, startEmulator } from "#emulator/index";
import type { Engine } from "../engine/engine";
import { engines } from "../engine/engines";
import { repository } from "../packaging/support/repository";
import { compileTexts } from "./support/compileTexts";

const deviceId = "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9";
const resource = {
    azureResourceId: `/subscriptions/${deviceId}/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/contoso-weu`,
    customDomain: "contoso-weu",
    region: "westeurope",
};
// Each operation compiles the program anew; that it has no errors is tested once.
const quickly = { PULUMI_NODEJS_TRANSPILE_ONLY: "true" };
const account = "room12@contoso.com";

/** What each example needs, and how many resources it then makes. */
const examples = [
    {
        name: "quickstart",
        config: {
            projectName: "EmailApp",
            resources: [resource],
            bindings: [{ name: "room-12", deviceId, userPrincipalName: account }],
        },
        holds: { EmailApp: 1, Reviews: 0, account },
        creates: 2,
    },
    {
        name: "language-assignment",
        config: { conversationProject: "EmailApp", textProject: "Reviews", resources: [resource] },
        holds: { EmailApp: 1, Reviews: 1, account: undefined },
        creates: 2,
    },
    {
        name: "device-binding",
        config: {
            rooms: [{ name: "room-12", serialNumber: "R9-0012", userPrincipalName: account, displayName: "Room 12" }],
        },
        holds: { EmailApp: 0, Reviews: 0, account },
        creates: 1,
    },
    {
        name: "gitops",
        config: {
            // A protected one could not be destroyed.
            assignments: [{ name: "email-app", projectName: "EmailApp", resources: [resource], protect: false }],
            bindings: [{ name: "room-12", deviceId, userPrincipalName: account }],
        },
        holds: { EmailApp: 1, Reviews: 0, account },
        creates: 2,
    },
    {
        name: "room-assistant",
        config: { projectName: "EmailApp", resource, deviceId, userPrincipalName: account },
        holds: { EmailApp: 1, Reviews: 0, account },
        creates: 2,
    },
];

describe("the examples' programs", function () {
    this.timeout(600_000);

    it("have no errors", () => {
        const texts = examples.map(({ name }) => readFileSync(join(repository, "examples", name, "index.ts"), "utf8"));
        expect(compileTexts(texts).flat()).to.deep.equal([]);
    });

    it("are all tested", () => {
        const folders = readdirSync(join(repository, "examples")).filter((name) =>
            existsSync(join(repository, "examples", name, "package.json")),
        );
        expect(examples.map(({ name }) => name)).to.have.members(folders);
    });
});

describe("the examples", function () {
    this.timeout(600_000);
    let engine: Engine;
    let emulator: Emulator;

    before(async () => {
        // Pulumi's where it is installed, since users run them so.
        [engine] = (await engines()) as [Engine];
        emulator = await startEmulator();
    });

    beforeEach(() => {
        emulator.putState({
            projects: { "analyze-conversations/EmailApp": {}, "analyze-text/Reviews": {} },
            devices: { [deviceId]: { serialNumber: "R9-0012", displayName: "Room 12" } },
        });
    });

    after(() => emulator.close());

    for (const { name, config, holds, creates } of examples) {
        it(`${name} goes up and is destroyed`, async () => {
            const { url, identityEndpoint, identityHeader } = emulator;
            const before = holdings();
            const stack = await engine.createStack({
                program: join(repository, "examples", name),
                typescript: true,
                config: texts({ endpoint: url, graphEndpoint: url, ...config }),
                env: { IDENTITY_ENDPOINT: identityEndpoint, IDENTITY_HEADER: identityHeader, ...quickly },
            });
            try {
                const up = await stack.up();
                expect(up.ok, up.output).to.equal(true);
                expect(up.changes).to.deep.equal({ create: creates });
                expect(holdings()).to.deep.equal(holds);

                const destroyed = await stack.destroy();
                expect(destroyed.ok, destroyed.output).to.equal(true);
                expect(holdings()).to.deep.equal(before);
            } finally {
                await stack.remove();
            }
        });
    }

    function holdings() {
        const { projects, devices } = emulator.state();
        return {
            EmailApp: projects["analyze-conversations/EmailApp"]?.resources.length,
            Reviews: projects["analyze-text/Reviews"]?.resources.length,
            account: devices[deviceId]?.resourceAccount?.userPrincipalName,
        };
    }
});

function texts(config: Record<string, unknown>): Record<string, string> {
    const entries = Object.entries(config);
    return Object.fromEntries(
        entries.map(([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)]),
    );
}
