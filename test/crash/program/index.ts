// Guards what a crash leaves behind: one assignment and one binding that share nothing but the provider process. Without
// `declare` it declares neither, so that an up deletes them.
import * as pulumi from "@pulumi/pulumi";
import type { ResourceMetadata, Timeouts } from "pulumi-azure-assignments";
import { DeviceResourceAccountBinding, ProjectResourceAssignment } from "../../scenarios/support/frontEnd";

const config = new pulumi.Config();

if (config.getBoolean("declare") ?? true) {
    new ProjectResourceAssignment("email", {
        endpoint: config.require("endpoint"),
        projectName: "EmailApp",
        resources: config.requireObject<ResourceMetadata[]>("resources"),
        timeouts: config.getObject<Timeouts>("timeouts"),
    });

    new DeviceResourceAccountBinding("room", {
        graphEndpoint: config.require("graphEndpoint"),
        deviceId: config.require("deviceId"),
        userPrincipalName: config.require("account"),
    });
}
