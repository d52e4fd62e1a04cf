// Guards how members of one assignment come and go: who joins is assigned before who leaves is unassigned, a changed
// region or domain is unassigned and assigned again, and a warning names whoever is unassigned.
import * as pulumi from "@pulumi/pulumi";
import type { ResourceMetadata } from "pulumi-azure-assignments";
import { ProjectResourceAssignment } from "../../support/frontEnd";

const config = new pulumi.Config();

new ProjectResourceAssignment("email", {
    endpoint: config.require("endpoint"),
    projectName: "EmailApp",
    resources: config.requireObject<ResourceMetadata[]>("resources"),
});
