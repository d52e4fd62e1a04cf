import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { type Emulator, startEmulator } from "#emulator/index";
import { getAutopilotDevice, getAutopilotDeviceOutput } from "#provider/resources/getAutopilotDevice";
import { getProjectResources, getProjectResourcesOutput } from "#provider/resources/getProjectResources";
import { arm, deviceId, member, project, room } from "../lifecycle/support/samples";
import { errorOf } from "../support/testClient";
import { useMocks, valueOf } from "./support/mocks";

describe("the functions", function () {
    // The first call loads the credential library.
    this.timeout(60_000);
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
        expect(await valueOf(getProjectResourcesOutput(args)))
            .to.have.property("resources")
            .with.length(1);
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
        expect(await valueOf(getAutopilotDeviceOutput(args))).to.have.property("deviceId", deviceId);
    });

    it("reject what cannot be right, by their own names", async () => {
        const noProject = getProjectResources({ endpoint: emulator.url, projectName: "" });
        expect((await errorOf(noProject, Error)).message).to.match(/^getProjectResources: projectName/);
        const noDevice = getAutopilotDevice({ serialNumber: "" });
        expect((await errorOf(noDevice, Error)).message).to.match(/^getAutopilotDevice: serialNumber/);
    });
});
