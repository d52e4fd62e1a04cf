// Guards Pulumi's own ways to keep what an unassign would destroy: protect and retainOnDelete.
import * as pulumi from "@pulumi/pulumi";
import type { ResourceMetadata } from "pulumi-azure-assignments";
import { DeviceResourceAccountBinding, ProjectResourceAssignment } from "../../support/frontEnd";

const config = new pulumi.Config();
const declared = config.requireObject<string[]>("declared");

if (declared.includes("email")) {
    new ProjectResourceAssignment(
        "email",
        {
            endpoint: config.require("endpoint"),
            projectName: "EmailApp",
            resources: config.requireObject<ResourceMetadata[]>("resources"),
        },
        { protect: config.requireBoolean("protect") },
    );
}
if (declared.includes("room-1")) {
    new DeviceResourceAccountBinding(
        "room-1",
        {
            graphEndpoint: config.require("graphEndpoint"),
            deviceId: config.require("deviceId"),
            userPrincipalName: "room1@contoso.com",
        },
        { retainOnDelete: true },
    );
}
