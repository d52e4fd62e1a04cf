// Guards that stacks share a project without knowing of each other: each owns what it lists, and nothing else.
import * as pulumi from "@pulumi/pulumi";
import type { ResourceMetadata } from "pulumi-azure-assignments";
import { ProjectResourceAssignment } from "../../support/frontEnd";

const config = new pulumi.Config();

new ProjectResourceAssignment("email", {
    endpoint: config.require("endpoint"),
    projectName: "EmailApp",
    resources: config.requireObject<ResourceMetadata[]>("resources"),
});
