import * as pulumi from "@pulumi/pulumi";
import { getProjectResources, ProjectResourceAssignment, type ResourceMetadata } from "pulumi-azure-assignments";

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

/** The job that assigned last, to be looked up in the service's logs. */
export const jobs = [conversations.lastAssignJob, text.lastAssignJob];

/** What the conversation project has at the moment, also what others assigned; this asks the service in every preview and up. */
export const assigned = getProjectResources({
    endpoint,
    projectName: config.require("conversationProject"),
}).then(({ resources }) => resources.map(({ azureResourceId, region }) => `${azureResourceId} (${region})`));
