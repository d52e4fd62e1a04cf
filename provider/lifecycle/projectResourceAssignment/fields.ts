import { apiVersionRule, defaultApiVersion, projectKinds } from "../../validation/apiVersions";
import { cloudOf, languageCloudNames } from "../../validation/clouds";
import { accountEndpoint, canonicalEndpoint, languageEndpointRule } from "../../validation/endpoint";
import type { Fields, ObjectType, ResourceTable } from "../../validation/fields";
import { canonicalArmId, canonicalDomain, canonicalRegion } from "../../validation/ids";
import {
    cognitiveAccountIdRule,
    customDomainRule,
    languageCloudRule,
    projectNameRule,
    regionRule,
} from "../../validation/rules";
import { ownedSinceField, pendingField, sinceField, textOutput, textsOutput, timeoutsField } from "../commonFields";

const exampleId =
    "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/my-group" +
    "/providers/Microsoft.CognitiveServices/accounts/contoso";

/** What identifies a project, and how to speak to its service. */
export const projectFields = {
    endpoint: {
        type: { kind: "string" },
        doc:
            "Endpoint of the Language resource that holds the project, with its custom subdomain: " +
            "`https://contoso.cognitiveservices.azure.com`. Regional endpoints are refused, because they do not take Microsoft Entra tokens.",
        required: true,
        advice:
            "Give the https address of the Language resource by its custom subdomain, without path or query, " +
            'for example "https://contoso.cognitiveservices.azure.com".',
        rule: languageEndpointRule,
        canonical: canonicalEndpoint,
        identity: accountEndpoint,
        onChange: "replace",
        changeDoc: "A change replaces, and deletes the old one first.",
    },
    projectName: {
        type: { kind: "string" },
        doc:
            "Name of the project. Case-sensitive; letters, digits, `_`, `.`, `-`; 100 characters at most. " +
            "It becomes part of the id, so it is no secret.",
        required: true,
        advice: 'Use 1 to 100 letters, digits, "_", "." and "-", for example "Travel-Agent_1.0".',
        rule: projectNameRule,
        onChange: "replace",
    },
    projectKind: {
        type: { kind: "enum", values: projectKinds },
        doc: "Which authoring API the project belongs to.",
        default: "conversations",
        advice: 'Use "conversations" or "text", for example "conversations".',
        onChange: "replace",
        changeDoc: "A change replaces; under the same `projectName` it deletes the old one first.",
    },
    apiVersion: {
        type: { kind: "string" },
        doc: "Version of the authoring API. The default is the one that the product documentation uses.",
        default: defaultApiVersion,
        advice: `Give an api-version, for example "${defaultApiVersion}".`,
        rule: (text, { projectKind }) => apiVersionRule(projectKind)(text),
        onChange: "store",
        see: "[API versions](#api-versions)",
    },
    cloud: {
        type: { kind: "enum", values: languageCloudNames },
        doc: "The cloud to sign in to.",
        absent: 'by the endpoint\'s suffix (`.cognitiveservices.azure.us`, `.services.ai.azure.us` and the like), else `"public"`',
        advice: 'Leave it out to follow the endpoint, or give a cloud, for example "usgovernment".',
        rule: languageCloudRule,
        onChange: "store",
    },
} as const satisfies Fields;

/** Where an account is, as an assign names it and a list shows it. */
const accountFields = {
    azureResourceId: {
        type: { kind: "string" },
        doc: "ARM id of the Cognitive Services account. Letter case does not matter.",
        required: true,
        advice: `Give the ARM id of the account, for example "${exampleId}".`,
        rule: cognitiveAccountIdRule,
        canonical: canonicalArmId,
        onChange: "update",
        changeDoc: "A change unassigns the old resource and assigns the new one.",
    },
    region: {
        type: { kind: "string" },
        doc: "Its region: `westeurope`, or `West Europe`.",
        required: true,
        advice: 'Use letters, digits and spaces, for example "westus" or "West US".',
        rule: regionRule,
        canonical: canonicalRegion,
        onChange: "update",
        changeDoc: "A change unassigns the resource and assigns it again.",
    },
} as const satisfies Fields;

/** What an assign names of a resource. */
export const memberFields = {
    azureResourceId: accountFields.azureResourceId,
    customDomain: {
        type: { kind: "string" },
        doc:
            "Its custom subdomain, `contoso-weu`, or its host, `contoso-weu.cognitiveservices.azure.com` or " +
            "`contoso-weu.services.ai.azure.com`. The service never returns it, so its drift cannot be seen.",
        required: true,
        advice: 'Give the custom subdomain or its host, for example "contoso" or "contoso.cognitiveservices.azure.com".',
        rule: customDomainRule,
        // A bare subdomain is completed by the cloud that is declared now, on both sides: a change of the cloud alone calls nothing.
        canonical: (domain, inputs) => canonicalDomain(domain, cloudOf(inputs)),
        onChange: "update",
        changeDoc: "A change unassigns the resource and assigns it again.",
    },
    region: accountFields.region,
} as const satisfies Fields;

/** What a list shows of an assigned resource. */
export const assignedResourceType = {
    kind: "object",
    name: "AssignedResource",
    doc: "A Language resource as the service lists it, in its own spelling; it never returns the custom domain.",
    fields: {
        azureResourceId: { ...textOutput("ARM id of the Cognitive Services account."), required: true },
        region: { ...textOutput("Its region."), required: true },
    },
} as const satisfies ObjectType;

const jobType = {
    kind: "object",
    name: "AssignmentJob",
    doc: "A job of the service, as it last was.",
    fields: {
        jobId: { ...textOutput("The job's id at the service."), required: true },
        status: { ...textOutput("Its last status, `succeeded` for example."), required: true },
        createdDateTime: textOutput("When the service created it, ISO 8601."),
        lastUpdatedDateTime: textOutput("When its status last changed, ISO 8601."),
    },
} as const satisfies ObjectType;

const pendingType = {
    kind: "object",
    name: "PendingAssignment",
    doc: "Work that was sent and whose end is unknown.",
    fields: {
        verb: {
            type: { kind: "enum", values: ["assign", "unassign"] },
            doc: "What the job does.",
            required: true,
        },
        jobId: textOutput("The job's id, if the service's answer arrived."),
        members: textsOutput(
            "ARM ids that the job may still change. Left out where `resources` is secret: it then means all of them.",
        ),
        since: sinceField,
    },
} as const satisfies ObjectType;

const jobDoc = (verb: string) => `The last ${verb} job that served this resource; absent where none was needed.`;

/** All that a `ProjectResourceAssignment` is made of. */
export const assignmentTable = {
    name: "ProjectResourceAssignment",
    doc: "Declares which Azure AI Language resources a project may be deployed to.",
    id: "The project's address, `https://contoso.cognitiveservices.azure.com/language/authoring/analyze-conversations/projects/EmailApp`.",
    inputs: {
        endpoint: projectFields.endpoint,
        projectName: projectFields.projectName,
        projectKind: projectFields.projectKind,
        resources: {
            type: {
                kind: "list",
                key: "azureResourceId",
                keyNoun: "account",
                itemNoun: "resource",
                items: {
                    kind: "object",
                    name: "ResourceMetadata",
                    argsName: "ResourceMetadataArgs",
                    doc: "One Language resource to assign.",
                    noun: "a property of a resource",
                    advice: 'Write { azureResourceId: "...", customDomain: "contoso", region: "westus" }.',
                    fields: memberFields,
                },
            },
            doc: "The Language resources to assign: at least one, in any order.",
            outputDoc: "The resources as last observed.",
            required: true,
            advice:
                'Write a list such as [{ azureResourceId: "/subscriptions/.../accounts/contoso", ' +
                'customDomain: "contoso", region: "westus" }].',
            onChange: "update",
            changeDoc:
                "A change assigns what joined and unassigns what left; unassigning deletes the project's deployments there.",
            see: "[deployments](deployments.md)",
        },
        apiVersion: projectFields.apiVersion,
        cloud: projectFields.cloud,
        existing: {
            type: { kind: "enum", values: ["adopt", "keep", "fail"] },
            doc:
                "What to do about resources that are assigned already: adopt them, so that destroy unassigns them; keep them, which satisfies the " +
                "declaration but owns nothing, so that they are never unassigned or changed; or fail.",
            default: "adopt",
            advice: 'Use "adopt" to take over what is assigned already, "keep" to leave it to whoever assigned it, or "fail" to refuse it.',
            onChange: "update",
            changeDoc: 'A change to `"adopt"` takes over what is kept.',
            see: "[ownership](ownership.md)",
        },
        deleteDeployments: {
            type: { kind: "boolean" },
            doc:
                "Whether unassigning a resource may delete the project's deployments on it: when it leaves `resources`, when its region or domain " +
                "changes, on replacement and on destroy. If not, unassigning is refused where there are any. The stack's configuration " +
                "`azure-assignments:deleteDeployments` and the environment variable `AZURE_ASSIGNMENTS_DELETE_DEPLOYMENTS` allow it too.",
            default: false,
            advice: "Use true to let the project's deployments on a resource go when it is unassigned, or false to refuse that.",
            onChange: "store",
            see: "[deployments](deployments.md)",
        },
        timeouts: timeoutsField,
    },
    outputs: {
        kept: textsOutput(
            'The resources that were there before and are not owned (`existing: "keep"`), as hashes: the first 16 hex digits of the ' +
                "SHA-256 of each ARM id in lower case.",
        ),
        lastAssignJob: { type: jobType, doc: jobDoc("assign") },
        lastUnassignJob: { type: jobType, doc: jobDoc("unassign") },
        pending: pendingField(pendingType),
    },
    memory: {
        ownedSince: ownedSinceField,
        predecessors: textsOutput(
            "The resources that this one has replaced, as hashes: what is left of them obeys what is declared for this one.",
        ),
        unverifiedDomains: textsOutput(
            "The imported resources whose custom domain is a guess, as hashes: the service tells none, so another one that is declared is no change.",
        ),
    },
} as const satisfies ResourceTable;
