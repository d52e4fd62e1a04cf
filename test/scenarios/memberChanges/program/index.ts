// Guards how members of one assignment come and go: who joins is assigned before who leaves is unassigned, a changed
// region or domain is unassigned and assigned again, and a warning names whoever is unassigned.
import * as pulumi from "@pulumi/pulumi";
import { ProjectResourceAssignment, type ResourceMetadata } from "pulumi-azure-assignments";

const config = new pulumi.Config();

new ProjectResourceAssignment("email", {
    endpoint: config.require("endpoint"),
    projectName: "EmailApp",
    resources: config.requireObject<ResourceMetadata[]>("resources"),
});
