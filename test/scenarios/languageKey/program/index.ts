// Guards that a Language key, where there is one, serves all but assign, and that nothing depends on it.
import * as pulumi from "@pulumi/pulumi";
import { ProjectResourceAssignment, type ResourceMetadata } from "pulumi-azure-assignments";

const config = new pulumi.Config();

new ProjectResourceAssignment("email", {
    endpoint: config.require("endpoint"),
    projectName: "EmailApp",
    resources: config.requireObject<ResourceMetadata[]>("resources"),
});
