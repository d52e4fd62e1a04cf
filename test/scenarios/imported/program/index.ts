// Guards the resource option `import`, which only the plugin has: what is there is taken up with nothing sent.
import * as pulumi from "@pulumi/pulumi";
import type { ResourceMetadata } from "pulumi-azure-assignments";
import { DeviceResourceAccountBinding, ProjectResourceAssignment } from "../../support/frontEnd";

const config = new pulumi.Config();
const endpoint = config.require("endpoint");
const graphEndpoint = config.require("graphEndpoint");

new ProjectResourceAssignment(
    "email",
    { endpoint, projectName: "EmailApp", resources: config.requireObject<ResourceMetadata[]>("resources") },
    { import: config.get("projectId") },
);
new DeviceResourceAccountBinding(
    "room-1",
    { graphEndpoint, deviceId: config.require("deviceId"), userPrincipalName: "room1@contoso.com" },
    { import: config.get("bindingId") },
);
