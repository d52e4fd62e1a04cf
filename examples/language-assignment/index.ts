import * as pulumi from "@pulumi/pulumi";
import { getProjectResourcesOutput, ProjectResourceAssignment, type ResourceMetadata } from "pulumi-azure-assignments";

const config = new pulumi.Config();
const endpoint = config.require("endpoint");
const resources = config.requireObject<ResourceMetadata[]>("resources");

const conversations = new ProjectResourceAssignment("conversations", {
    endpoint,
    projectName: config.require("conversationProject"),
    resources,
});

const text = new ProjectResourceAssignment("text", {
    endpoint,
    projectName: config.require("textProject"),
    projectKind: "text",
    resources,
    timeouts: { create: "45m" },
});

/** The jobs that assigned last, to be looked up in the service's logs. */
export const jobs = [conversations, text].map(({ lastAssignJob }) => lastAssignJob.apply((job) => job?.jobId));

/**
 * What the conversation project has at the moment, also what others assigned; this asks the service in every preview and up. It takes
 * an output of the assignment, so that an up looks afterwards: else the next preview would show a change.
 */
export const assigned = getProjectResourcesOutput({ endpoint, projectName: conversations.projectName }).apply(
    ({ resources }) => resources.map(({ azureResourceId, region }) => `${azureResourceId} (${region})`),
);
