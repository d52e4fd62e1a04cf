// Guards the order of a replacement: another project or device is served before the old one is left, another endpoint
// after (a Language resource holds a project name once).
import * as pulumi from "@pulumi/pulumi";
import type { ResourceMetadata } from "pulumi-azure-assignments";
import { DeviceResourceAccountBinding, ProjectResourceAssignment } from "../../support/frontEnd";

const config = new pulumi.Config();

new ProjectResourceAssignment("email", {
    endpoint: config.require("endpoint"),
    projectName: config.require("projectName"),
    resources: config.requireObject<ResourceMetadata[]>("resources"),
});
new DeviceResourceAccountBinding("room-1", {
    graphEndpoint: config.require("graphEndpoint"),
    deviceId: config.require("deviceId"),
    userPrincipalName: "room1@contoso.com",
});
