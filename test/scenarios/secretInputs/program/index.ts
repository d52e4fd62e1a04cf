// Guards that secret inputs stay secret: in the state, in lines, warnings and errors, before and after a refresh.
import * as pulumi from "@pulumi/pulumi";
import type { ResourceMetadata } from "pulumi-azure-assignments";
import { DeviceResourceAccountBinding, ProjectResourceAssignment } from "../../support/frontEnd";

const config = new pulumi.Config();
const endpoint = config.require("endpoint");

new ProjectResourceAssignment("all-secret", {
    endpoint,
    projectName: "EmailApp",
    resources: config.requireSecretObject<ResourceMetadata[]>("resources"),
});
new ProjectResourceAssignment("domain-secret", {
    endpoint,
    projectName: "ChatApp",
    resources: [{ ...config.requireObject<ResourceMetadata>("member"), customDomain: config.requireSecret("domain") }],
});
new DeviceResourceAccountBinding("room-1", {
    graphEndpoint: config.require("graphEndpoint"),
    deviceId: config.require("deviceId"),
    userPrincipalName: config.requireSecret("account"),
});
