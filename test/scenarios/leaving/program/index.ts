// Guards the ways by which assignments and bindings leave a stack, or its package, without being undone.
import * as pulumi from "@pulumi/pulumi";
import {
    DeviceResourceAccountBinding,
    ProjectResourceAssignment,
    type ResourceMetadata,
} from "pulumi-azure-assignments";

const config = new pulumi.Config();
const declared = config.requireObject<string[]>("declared");
const options = { retainOnDelete: config.getBoolean("retain") };

if (declared.includes("email")) {
    new ProjectResourceAssignment(
        "email",
        {
            endpoint: config.require("endpoint"),
            projectName: "EmailApp",
            resources: config.requireObject<ResourceMetadata[]>("resources"),
        },
        options,
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
        options,
    );
}
