import * as pulumi from "@pulumi/pulumi";
import { DeviceResourceAccountBinding, ProjectResourceAssignment } from "#provider/index";

/** Prints, as JSON by class name, the provider text that each resource class registers; run as a process of its own. */
async function main(): Promise<void> {
    const texts: Record<string, unknown> = {};
    await pulumi.runtime.setMocks({
        newResource({ type, inputs }) {
            texts[type.replace(/^.*:/, "")] = inputs.__provider;
            return { id: "id", state: inputs };
        },
        call: ({ inputs }) => inputs,
    });
    const assignment = new ProjectResourceAssignment("app", {
        endpoint: "https://contoso.cognitiveservices.azure.com",
        projectName: "EmailApp",
        resources: [],
    });
    const binding = new DeviceResourceAccountBinding("room", {
        deviceId: "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9",
        userPrincipalName: "room@contoso.com",
    });
    pulumi.all([assignment.urn, binding.urn]).apply(() => process.stdout.write(JSON.stringify(texts)));
}

void main();
