// Guards what happens to members and bindings that exist before the stack: adopted with a word about it, or refused.
import * as pulumi from "@pulumi/pulumi";
import type { ResourceMetadata } from "pulumi-azure-assignments";
import { DeviceResourceAccountBinding, ProjectResourceAssignment } from "../../support/frontEnd";

const config = new pulumi.Config();
const existing = config.require("existing") as "adopt" | "fail";
const declared = config.requireObject<string[]>("declared");

if (declared.includes("email")) {
    new ProjectResourceAssignment("email", {
        endpoint: config.require("endpoint"),
        projectName: "EmailApp",
        resources: config.requireObject<ResourceMetadata[]>("resources"),
        existing,
    });
}
if (declared.includes("room-1")) {
    new DeviceResourceAccountBinding("room-1", {
        graphEndpoint: config.require("graphEndpoint"),
        deviceId: config.require("deviceId"),
        userPrincipalName: "room1@contoso.com",
        existing,
    });
}
