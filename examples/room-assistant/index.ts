import * as pulumi from "@pulumi/pulumi";
import {
    DeviceResourceAccountBinding,
    ProjectResourceAssignment,
    type ResourceMetadata,
} from "pulumi-azure-assignments";

const config = new pulumi.Config();

// Unassigning would delete the project's deployments, so a stray change of the program must not do it.
const assistant = new ProjectResourceAssignment(
    "assistant",
    {
        endpoint: config.require("endpoint"),
        projectName: config.require("projectName"),
        resources: [config.requireObject<ResourceMetadata>("resource")],
    },
    { retainOnDelete: config.getBoolean("keepAssignment") },
);

// The device signs in once the assistant may run in its region; on destroy it is unbound before.
const room = new DeviceResourceAccountBinding(
    "room",
    {
        deviceId: config.require("deviceId"),
        userPrincipalName: config.require("userPrincipalName"),
        addressableUserName: pulumi.interpolate`Room with ${assistant.projectName}`,
        graphEndpoint: config.get("graphEndpoint") || undefined,
    },
    { dependsOn: [assistant] },
);

export const regions = assistant.resources.apply((resources) => resources.map(({ region }) => region));
export const device = room.serialNumber;
