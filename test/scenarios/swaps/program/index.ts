// Guards that what one resource gives up and another takes on in the same run stays: Pulumi runs old owners and new ones
// in any order, and nothing may be without its owner, or lose what it got, in between.
import * as pulumi from "@pulumi/pulumi";
import type { ResourceMetadata } from "pulumi-azure-assignments";
import { DeviceResourceAccountBinding, ProjectResourceAssignment } from "../../support/frontEnd";

const config = new pulumi.Config();
const endpoint = config.require("endpoint");
const graphEndpoint = config.require("graphEndpoint");
const { members, rooms } = config.requireObject<{
    members: ResourceMetadata[][];
    rooms: { deviceId: string; userPrincipalName: string }[];
}>("plan");

members.forEach((resources, index) => {
    new ProjectResourceAssignment(`email-${index + 1}`, { endpoint, projectName: "EmailApp", resources });
});
rooms.forEach((room, index) => {
    new DeviceResourceAccountBinding(`room-${index + 1}`, { graphEndpoint, ...room });
});
