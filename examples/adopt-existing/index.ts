import * as pulumi from "@pulumi/pulumi";
import { getProjectResourcesOutput, ProjectResourceAssignment, type ResourceMetadata } from "pulumi-azure-assignments";

const config = new pulumi.Config();
const endpoint = config.require("endpoint");
const projectName = config.require("projectName");
const resources = config.getObject<ResourceMetadata[]>("resources") ?? [];

const assignment =
    resources.length > 0 ? new ProjectResourceAssignment("project", { endpoint, projectName, resources }) : undefined;

const declared = new Set(resources.map(({ azureResourceId }) => azureResourceId.toLowerCase()));

/** What is assigned, but not declared here: to be added to `resources`, or left alone. */
export const undeclared = getProjectResourcesOutput({
    endpoint,
    // Looks once this stack has assigned what it declares.
    projectName: assignment?.projectName ?? projectName,
}).apply((found) => found.resources.filter(({ azureResourceId }) => !declared.has(azureResourceId.toLowerCase())));
