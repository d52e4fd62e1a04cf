// Guards that refresh tells what became of members outside, that the next up heals it, and that members of others are
// neither seen nor touched.
import * as pulumi from "@pulumi/pulumi";
import type { ResourceMetadata } from "pulumi-azure-assignments";
import { ProjectResourceAssignment } from "../../support/frontEnd";

const config = new pulumi.Config();

new ProjectResourceAssignment("email", {
    endpoint: config.require("endpoint"),
    projectName: "EmailApp",
    resources: config.requireObject<ResourceMetadata[]>("resources"),
});
