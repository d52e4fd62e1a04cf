import * as pulumi from "@pulumi/pulumi";
// A statement of its own: the TypeScript 3.8 that Pulumi brings knows no `type` between the braces.
import type { DeviceResourceAccountBindingArgs, ResourceMetadata } from "pulumi-azure-assignments";
import { DeviceResourceAccountBinding, ProjectResourceAssignment } from "pulumi-azure-assignments";

const config = new pulumi.Config();
const url = config.require("url");

const assignment = new ProjectResourceAssignment("assignment", {
    endpoint: url,
    projectName: "EmailApp",
    resources: config.requireObject<ResourceMetadata[]>("resources"),
});

const room: DeviceResourceAccountBindingArgs = {
    deviceId: config.require("deviceId"),
    userPrincipalName: "room12@contoso.com",
    graphEndpoint: url,
};
new DeviceResourceAccountBinding("room", room, { dependsOn: [assignment] });

export const job = assignment.lastAssignJob.apply((last) => last?.status);
