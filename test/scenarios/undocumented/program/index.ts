// Guards that whatever the services do where nothing is documented, a plain stack is created, changed and destroyed.
import * as pulumi from "@pulumi/pulumi";
import type { ResourceMetadata } from "pulumi-azure-assignments";
import { DeviceResourceAccountBinding, ProjectResourceAssignment } from "../../support/frontEnd";

const config = new pulumi.Config();
const { resources, rooms } = config.requireObject<{ resources: ResourceMetadata[]; rooms: Record<string, string> }>(
    "plan",
);

new ProjectResourceAssignment("email", {
    endpoint: config.require("endpoint"),
    projectName: "EmailApp",
    apiVersion: "2025-11-01",
    resources,
});
for (const [deviceId, userPrincipalName] of Object.entries(rooms)) {
    const name = userPrincipalName.startsWith("kept") ? "kept" : "changing";
    new DeviceResourceAccountBinding(name, {
        graphEndpoint: config.require("graphEndpoint"),
        deviceId,
        userPrincipalName,
        existing: "replace",
    });
}
