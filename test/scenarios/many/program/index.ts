// Guards a stack of many resources that come and go at once: what they have in common is asked and done once.
import * as pulumi from "@pulumi/pulumi";
import type { ResourceMetadata } from "pulumi-azure-assignments";
import { DeviceResourceAccountBinding, ProjectResourceAssignment } from "../../support/frontEnd";

const config = new pulumi.Config();
const endpoint = config.require("endpoint");
const graphEndpoint = config.require("graphEndpoint");

config.requireObject<ResourceMetadata[]>("resources").forEach((resource, index) => {
    new ProjectResourceAssignment(`email-${index + 1}`, { endpoint, projectName: "EmailApp", resources: [resource] });
});
config.requireObject<string[]>("deviceIds").forEach((deviceId, index) => {
    const userPrincipalName = `room${index + 1}@contoso.com`;
    new DeviceResourceAccountBinding(`room-${index + 1}`, { graphEndpoint, deviceId, userPrincipalName });
});
