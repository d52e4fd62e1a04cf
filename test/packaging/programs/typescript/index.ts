import * as pulumi from "@pulumi/pulumi";
// Types apart: the TypeScript that Pulumi brings knows no `type` among other names.
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
