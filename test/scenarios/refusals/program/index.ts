// Guards that a service's refusal is explained, and leaves nothing in the state.
import * as pulumi from "@pulumi/pulumi";
import type { ResourceMetadata } from "pulumi-azure-assignments";
import { DeviceResourceAccountBinding, ProjectResourceAssignment } from "../../support/frontEnd";

const config = new pulumi.Config();
const projectName = config.get("projectName");
const deviceId = config.get("deviceId");

if (projectName) {
    new ProjectResourceAssignment("email", {
        endpoint: config.require("endpoint"),
        projectName,
        resources: config.requireObject<ResourceMetadata[]>("resources"),
    });
}
if (deviceId) {
    const userPrincipalName = "room1@contoso.com";
    new DeviceResourceAccountBinding("room-1", {
        graphEndpoint: config.require("graphEndpoint"),
        deviceId,
        userPrincipalName,
    });
}
