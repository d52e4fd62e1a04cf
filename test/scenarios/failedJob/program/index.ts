// Guards what is told and what is remembered when a job ends without success: on create, on update, on destroy.
import * as pulumi from "@pulumi/pulumi";
import type { ResourceMetadata } from "pulumi-azure-assignments";
import { ProjectResourceAssignment } from "../../support/frontEnd";

const config = new pulumi.Config();

new ProjectResourceAssignment("email", {
    endpoint: config.require("endpoint"),
    projectName: "EmailApp",
    resources: config.requireObject<ResourceMetadata[]>("resources"),
});
