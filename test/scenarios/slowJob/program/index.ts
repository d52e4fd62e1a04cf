// Guards a job that outlives its time limit: it is remembered as `pending`, and whatever comes next settles it.
import * as pulumi from "@pulumi/pulumi";
import type { ResourceMetadata, Timeouts } from "pulumi-azure-assignments";
import { ProjectResourceAssignment } from "../../support/frontEnd";

const config = new pulumi.Config();

new ProjectResourceAssignment("email", {
    endpoint: config.require("endpoint"),
    projectName: "EmailApp",
    resources: config.requireObject<ResourceMetadata[]>("resources"),
    timeouts: config.requireObject<Timeouts>("timeouts"),
});
