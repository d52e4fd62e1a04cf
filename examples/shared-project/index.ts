import * as pulumi from "@pulumi/pulumi";
import { ProjectResourceAssignment, type ResourceMetadata } from "pulumi-azure-assignments";

const config = new pulumi.Config();
const resources = config.requireObject<ResourceMetadata[]>("resources");

// A guest is content with what is there, and never takes it away. What it had to assign itself, it owns.
const assignment = new ProjectResourceAssignment("project", {
    endpoint: config.require("endpoint"),
    projectName: config.require("projectName"),
    resources,
    existing: config.getBoolean("guest") ? "keep" : "adopt",
});

/** How many resources this stack owns: its destroy unassigns these, and no others. */
export const owned = assignment.kept.apply((kept) => resources.length - (kept?.length ?? 0));
