import { inspect } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { type Emulator, type Fault, startEmulator } from "#emulator/index";
import { getAutopilotDevice, getAutopilotDeviceOutput } from "#provider/program/getAutopilotDevice";
import { getProjectResources, getProjectResourcesOutput } from "#provider/program/getProjectResources";
import { arm, deviceId, member, project, room } from "../../harness/bench/samples";
import { errorOf } from "../support/testClient";
import { resolved, useMocks } from "./support/mocks";

/** Runs a program as the Automation API runs an inline one: with settings, configuration and engine of its own. */
const { withLocalStorage } = require("@pulumi/pulumi/runtime/state") as {
    withLocalStorage<T>(program: () => Promise<T>): Promise<T>;
};

/** A promise of an output's value, which rejects as it does. */
function rejectionOf(output: pulumi.Output<unknown>): Promise<unknown> {
    return (output as unknown as { promise(): Promise<unknown> }).promise();
}

describe("the functions", function () {
    // The first call loads the credential library.
    this.timeout(600_000);
    const before_ = { ...process.env };
    let emulator: Emulator;

    before(async () => {
        emulator = await startEmulator();
        process.env.IDENTITY_ENDPOINT = emulator.identityEndpoint;
        process.env.IDENTITY_HEADER = emulator.identityHeader;
        process.env.AZURE_TOKEN_CREDENTIALS = "ManagedIdentityCredential";
        const keys = JSON.stringify({ [emulator.url]: emulator.languageKey });
        await useMocks({ "azure-assignments:languageKeys": keys });
        emulator.putState({
            projects: { [project]: { resources: [member("Weu")] } },
            devices: {
                [deviceId]: {
                    serialNumber: "R9-1",
                    displayName: "Room 12",
                    resourceAccount: { userPrincipalName: room },
                },
            },
        });
    });

    after(async () => {
        process.env = before_;
        await emulator.close();
    });

    it("list a project's resources, with the key of the configuration", async () => {
        const found = await getProjectResources({ endpoint: emulator.url, projectName: "EmailApp" });
        expect(found).to.deep.equal({ resources: [{ azureResourceId: arm("Weu"), region: "westeurope" }] });
        expect(emulator.state().requests.map(({ path }) => path.split("?")[0])).not.to.include("/msi/token");
    });

    it("list a project's resources for outputs", async () => {
        const args = { endpoint: pulumi.output(emulator.url), projectName: pulumi.output("EmailApp") };
        expect(await resolved(getProjectResourcesOutput(args)))
            .to.have.property("resources")
            .with.length(1);
    });

    it("show the key of the configuration in no error, where the service repeats it", async () => {
        const message = `What is ${emulator.languageKey}? ${"x ".repeat(260)}${emulator.languageKey.repeat(9)}`;
        const body = { error: { code: "InvalidRequest", message } };
        emulator.setFaults([{ match: { path: "/resources" }, times: 2, action: { status: 400, body } }]);
        const error = await errorOf(getProjectResources({ endpoint: emulator.url, projectName: "EmailApp" }), Error);
        expect(error.message).to.contain("400 InvalidRequest: What is [secret]?");
        expect(inspect(error)).not.to.contain(emulator.languageKey.slice(0, 4));
    });

    const serialNumber = pulumi.secret("hush-0815");
    const failures: [title: string, args: object, fault: Fault[], words: string][] = [
        ["none has", {}, [], 'No Autopilot device has the serial number "[secret]"'],
        [
            "cannot be asked for",
            {},
            [
                {
                    match: { path: "windowsAutopilot" },
                    action: { status: 400, body: { error: { message: "hush-0815?" } } },
                },
            ],
            "[secret]?",
        ],
        ["is refused", { serialNumber: pulumi.secret("hush-0815\u0007") }, [], "serialNumber: (secret)"],
    ];
    for (const [title, change, faults, words] of failures) {
        it(`show no secret serial number in the error when it ${title}`, async () => {
            emulator.setFaults(faults);
            const args = { serialNumber, graphEndpoint: emulator.url, ...change };
            const error = await errorOf(rejectionOf(getAutopilotDeviceOutput(args)), Error);
            expect(error.message).to.contain(words);
            expect(inspect(error)).not.to.contain("hush");
        });
    }

    it("of two programs in one process share no key, no list and no secret", async () => {
        emulator.setFaults([]);
        const requests = () => emulator.state().requests.filter(({ path }) => path.startsWith("/msi/")).length;
        const before = requests();
        const program = (config: Record<string, string>) =>
            withLocalStorage(async () => {
                await useMocks(config);
                // Both are under way before either goes on.
                await new Promise(setImmediate);
                return getProjectResources({ endpoint: emulator.url, projectName: "EmailApp" });
            });
        const keys = { "azure-assignments:languageKeys": JSON.stringify({ [emulator.url]: emulator.languageKey }) };
        const wrong = { "azure-assignments:languageKeys": "not JSON" };
        const [one, other, third] = await Promise.allSettled([program(keys), program({}), program(wrong)]);
        expect([one.status, other.status, third.status]).to.deep.equal(["fulfilled", "fulfilled", "rejected"]);
        expect(requests() - before, "tokens: of the program that has no key").to.equal(1);
    });

    it("find a device by its serial number", async () => {
        const found = await getAutopilotDevice({ serialNumber: "R9-1", graphEndpoint: emulator.url });
        expect(found).to.deep.include({
            deviceId,
            serialNumber: "R9-1",
            displayName: "Room 12",
            userPrincipalName: room,
        });
    });

    it("find a device for outputs", async () => {
        const args = { serialNumber: pulumi.output("R9-1"), graphEndpoint: emulator.url };
        expect(await resolved(getAutopilotDeviceOutput(args))).to.have.property("deviceId", deviceId);
    });

    it("reject what cannot be right, by their own names", async () => {
        const noProject = getProjectResources({ endpoint: emulator.url, projectName: "" });
        expect((await errorOf(noProject, Error)).message).to.match(/^getProjectResources: projectName/);
        const noDevice = getAutopilotDevice({ serialNumber: "" });
        expect((await errorOf(noDevice, Error)).message).to.match(/^getAutopilotDevice: serialNumber/);
    });
});
