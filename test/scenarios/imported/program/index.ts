// Guards the resource option `import`, which only the plugin has: what is there is taken up with nothing sent. `written` holds further
// arguments by resource, as in a program that `pulumi import` has written.
import * as pulumi from "@pulumi/pulumi";
import type { ResourceMetadata } from "pulumi-azure-assignments";
import { DeviceResourceAccountBinding, ProjectResourceAssignment } from "../../support/frontEnd";

const config = new pulumi.Config();
const endpoint = config.require("endpoint");
const graphEndpoint = config.require("graphEndpoint");
const written = config.getObject<Record<"email" | "room", object>>("written");

new ProjectResourceAssignment(
    "email",
    {
        endpoint,
        projectName: "EmailApp",
        resources: config.requireObject<ResourceMetadata[]>("resources"),
        ...written?.email,
    },
    { import: config.get("projectId") },
);
new DeviceResourceAccountBinding(
    "room-1",
    {
        graphEndpoint,
        deviceId: config.require("deviceId"),
        userPrincipalName: "room1@contoso.com",
        ...written?.room,
    },
    { import: config.get("bindingId") },
);
