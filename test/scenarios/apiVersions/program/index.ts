// Guards every api-version with the body names of its own, for both kinds of project.
import * as pulumi from "@pulumi/pulumi";
import type { ResourceMetadata } from "pulumi-azure-assignments";
import { ProjectResourceAssignment } from "../../support/frontEnd";

const config = new pulumi.Config();

for (const projectKind of ["conversations", "text"] as const) {
    for (const apiVersion of config.requireObject<string[]>(projectKind)) {
        new ProjectResourceAssignment(`${projectKind}-${apiVersion}`, {
            endpoint: config.require("endpoint"),
            projectName: `${projectKind}-${apiVersion}`,
            projectKind,
            apiVersion,
            resources: config.requireObject<ResourceMetadata[]>("resources"),
        });
    }
}
