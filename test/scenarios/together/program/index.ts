// Guards both resources in one stack, with the look-ups: the device is found by its serial number, an output of the
// assignment feeds the binding, and what depends comes later and goes earlier.
import * as pulumi from "@pulumi/pulumi";
import type { ResourceMetadata } from "pulumi-azure-assignments";
import {
    DeviceResourceAccountBinding,
    getAutopilotDeviceOutput,
    getProjectResourcesOutput,
    ProjectResourceAssignment,
} from "../../support/frontEnd";

const config = new pulumi.Config();
const endpoint = config.require("endpoint");
const graphEndpoint = config.require("graphEndpoint");

const assignment = new ProjectResourceAssignment("email", {
    endpoint,
    projectName: "EmailApp",
    resources: config.requireObject<ResourceMetadata[]>("resources"),
});
const device = getAutopilotDeviceOutput({ serialNumber: config.require("serialNumber"), graphEndpoint });
const lobby = new DeviceResourceAccountBinding(
    "lobby",
    { graphEndpoint, deviceId: config.require("lobby"), userPrincipalName: "lobby@contoso.com" },
    { dependsOn: assignment },
);
new DeviceResourceAccountBinding("room-1", {
    graphEndpoint,
    deviceId: device.deviceId,
    userPrincipalName: "room1@contoso.com",
    addressableUserName: pulumi.interpolate`Speaks ${assignment.projectName} (${lobby.displayName})`,
});

// Not `.resources`: an Output has a method of that name, which hides the result's own.
export const regions = getProjectResourcesOutput({
    endpoint,
    projectName: assignment.id.apply((id) => id.split("/").pop() ?? ""),
}).apply(({ resources }) => resources.map(({ region }) => region));
