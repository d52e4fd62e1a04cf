// Guards the plainest use: one assignment and one binding, created once and then left alone.
import * as pulumi from "@pulumi/pulumi";
import type { ResourceMetadata } from "pulumi-azure-assignments";
import { DeviceResourceAccountBinding, ProjectResourceAssignment } from "../../support/frontEnd";

const config = new pulumi.Config();

const assignment = new ProjectResourceAssignment("email", {
    endpoint: config.require("endpoint"),
    projectName: "EmailApp",
    resources: config.requireObject<ResourceMetadata[]>("resources"),
});

const binding = new DeviceResourceAccountBinding("room-1", {
    graphEndpoint: config.require("graphEndpoint"),
    deviceId: config.require("deviceId"),
    userPrincipalName: "room1@contoso.com",
    addressableUserName: "Room 1",
    resourceAccountName: "room-1",
});

export const job = assignment.lastAssignJob.apply((last) => last?.status);
export const assigned = assignment.resources.apply((list) => list.map(({ customDomain }) => customDomain));
export const device = binding.displayName;
export const shownIn = binding.observedIn;
