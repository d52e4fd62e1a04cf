// Guards that what cannot be right is refused at preview, before any request: by property, and across resources.
import * as pulumi from "@pulumi/pulumi";
import type { DeviceResourceAccountBindingArgs, ProjectResourceAssignmentArgs } from "pulumi-azure-assignments";
import { DeviceResourceAccountBinding, ProjectResourceAssignment } from "../../support/frontEnd";

const config = new pulumi.Config();
const endpoint = config.require("endpoint");
const graphEndpoint = config.require("graphEndpoint");
const assignments = config.getObject<Record<string, ProjectResourceAssignmentArgs>>("assignments") ?? {};
const bindings = config.getObject<Record<string, DeviceResourceAccountBindingArgs>>("bindings") ?? {};

for (const [name, args] of Object.entries(assignments)) {
    new ProjectResourceAssignment(name, { ...args, endpoint: args.endpoint ?? endpoint });
}
for (const [name, args] of Object.entries(bindings)) {
    new DeviceResourceAccountBinding(name, { graphEndpoint, ...args });
}
