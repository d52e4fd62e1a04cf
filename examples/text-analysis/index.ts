import * as pulumi from "@pulumi/pulumi";
import { ProjectResourceAssignment, type ResourceMetadata } from "pulumi-azure-assignments";

const config = new pulumi.Config();

// The Language key is in the stack's configuration (azure-assignments:languageKeys), where the provider finds it. A program
// never needs to read it.
const reviews = new ProjectResourceAssignment("reviews", {
    endpoint: config.require("endpoint"),
    projectName: config.require("projectName"),
    projectKind: "text",
    // The newest version that serves text projects.
    apiVersion: "2025-05-15-preview",
    resources: config.requireObject<ResourceMetadata[]>("resources"),
});

/** Where the project may be deployed to. */
export const regions = reviews.resources.apply((resources) => resources.map(({ region }) => region));
