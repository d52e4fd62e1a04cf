// Guards that destroy is done where there is nothing left to do: after another destroy, and where a project or a device is
// gone altogether.
import * as pulumi from "@pulumi/pulumi";
import type { ResourceMetadata } from "pulumi-azure-assignments";
import { DeviceResourceAccountBinding, ProjectResourceAssignment } from "../../support/frontEnd";

const config = new pulumi.Config();
const resources = config.requireObject<ResourceMetadata[]>("resources");

for (const projectName of ["EmailApp", "ChatApp"]) {
    new ProjectResourceAssignment(projectName, { endpoint: config.require("endpoint"), projectName, resources });
}
config.requireObject<string[]>("deviceIds").forEach((deviceId, index) => {
    new DeviceResourceAccountBinding(`room-${index + 1}`, {
        graphEndpoint: config.require("graphEndpoint"),
        deviceId,
        userPrincipalName: `room${index + 1}@contoso.com`,
    });
});
