// Guards that a stack can change from the package to the plugin and back: the same program, with classes of either.
import * as pulumi from "@pulumi/pulumi";
import type { ResourceMetadata } from "pulumi-azure-assignments";
import { DeviceResourceAccountBinding, ProjectResourceAssignment } from "../../support/frontEnd";

const config = new pulumi.Config();

/** A resource of its own name below a component is found there, too. */
class Building extends pulumi.ComponentResource {
    constructor(name: string) {
        super("test:index:Building", name);
        new DeviceResourceAccountBinding(
            "room-1",
            {
                graphEndpoint: config.require("graphEndpoint"),
                deviceId: config.require("deviceId"),
                userPrincipalName: config.requireSecret("account"),
            },
            { parent: this },
        );
    }
}

new ProjectResourceAssignment("email", {
    endpoint: config.require("endpoint"),
    projectName: "EmailApp",
    resources: config.requireObject<ResourceMetadata[]>("resources"),
});
new Building("north");
