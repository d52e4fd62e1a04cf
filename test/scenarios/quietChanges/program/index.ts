// Guards that inputs which only steer later verbs call nothing when they change, nor does another name in the program.
import * as pulumi from "@pulumi/pulumi";
import type { ProjectResourceAssignmentArgs, ResourceMetadata } from "pulumi-azure-assignments";
import { DeviceResourceAccountBinding, ProjectResourceAssignment } from "../../support/frontEnd";

const config = new pulumi.Config();
const { name, assignment, existing, timeouts } = config.requireObject<{
    name: string;
    assignment: Pick<ProjectResourceAssignmentArgs, "apiVersion" | "cloud">;
    existing: "adopt" | "fail";
    timeouts: ProjectResourceAssignmentArgs["timeouts"];
}>("settings");

new ProjectResourceAssignment(
    name,
    {
        endpoint: config.require("endpoint"),
        projectName: "EmailApp",
        resources: config.requireObject<ResourceMetadata[]>("resources"),
        ...assignment,
        existing,
        timeouts,
    },
    { aliases: [{ name: "email" }] },
);
new DeviceResourceAccountBinding("room-1", {
    graphEndpoint: config.require("graphEndpoint"),
    deviceId: config.require("deviceId"),
    userPrincipalName: "room1@contoso.com",
    existing,
    timeouts,
});
