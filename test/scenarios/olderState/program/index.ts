// Guards that states of older versions stay usable: what those did not store takes its default, in update and in delete.
import * as pulumi from "@pulumi/pulumi";
import type { ResourceMetadata } from "pulumi-azure-assignments";
import { DeviceResourceAccountBinding, ProjectResourceAssignment } from "../../support/frontEnd";

const config = new pulumi.Config();

new ProjectResourceAssignment("email", {
    endpoint: config.require("endpoint"),
    projectName: "EmailApp",
    resources: config.requireObject<ResourceMetadata[]>("resources"),
});
new DeviceResourceAccountBinding("room-1", {
    graphEndpoint: config.require("graphEndpoint"),
    deviceId: config.require("deviceId"),
    userPrincipalName: config.require("account"),
});
