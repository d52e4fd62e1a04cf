import { apiVersionRule, defaultApiVersion, projectKinds } from "../../validation/apiVersions";
import { booleanField, checkInputs, type FieldTable, textField } from "../../validation/checkInputs";
import { checkTimeouts } from "../../validation/duration";
import { languageEndpointRule } from "../../validation/endpoint";
import type { CheckResult } from "../../validation/findings";
import { checkResources } from "../../validation/resourceRules";
import { languageCloudRule, oneOfRule, projectNameRule } from "../../validation/rules";

/** The inputs of a `ProjectResourceAssignment`. */
export const assignmentFields = {
    endpoint: {
        required: true,
        advice:
            "Give the https address of the Language resource by its custom subdomain, without path or query, " +
            'for example "https://contoso.cognitiveservices.azure.com".',
        check: textField(languageEndpointRule),
    },
    projectName: {
        required: true,
        advice: 'Use 1 to 100 letters, digits, "_", "." and "-", for example "Travel-Agent_1.0".',
        check: textField(projectNameRule),
    },
    projectKind: {
        default: "conversations",
        advice: 'Use "conversations" or "text", for example "conversations".',
        check: textField(oneOfRule(projectKinds)),
    },
    resources: {
        required: true,
        advice:
            'Write a list such as [{ azureResourceId: "/subscriptions/.../accounts/contoso", ' +
            'customDomain: "contoso", region: "westus" }].',
        check: checkResources,
    },
    apiVersion: {
        default: defaultApiVersion,
        advice: `Give an api-version, for example "${defaultApiVersion}".`,
        check: (findings, property, value, advice, inputs) => {
            findings.checkText(property, value, advice, apiVersionRule(inputs.projectKind));
        },
    },
    cloud: {
        advice: 'Leave it out to follow the endpoint, or give a cloud, for example "usgovernment".',
        check: textField(languageCloudRule),
    },
    existing: {
        default: "adopt",
        advice: 'Use "adopt" to take over what is assigned already, "keep" to leave it to whoever assigned it, or "fail" to refuse it.',
        check: textField(oneOfRule(["adopt", "keep", "fail"])),
    },
    deleteDeployments: {
        default: false,
        advice: "Use true to let the project's deployments on a resource go when it is unassigned, or false to refuse that.",
        check: booleanField,
    },
    timeouts: {
        advice: 'Write an object such as { create: "30m", delete: "1h" }.',
        check: checkTimeouts,
    },
} satisfies FieldTable["fields"];

const table: FieldTable = {
    fields: assignmentFields,
    outputs: ["lastAssignJob", "lastUnassignJob", "kept", "pending"],
};

/**
 * Checks the inputs of a `ProjectResourceAssignment` as Pulumi's `check` gives them, without any I/O. Unknown values
 * pass; `projectKind`, `apiVersion`, `existing` and `deleteDeployments` get their defaults.
 */
export function checkProjectResourceAssignment(news: Record<string, unknown>): CheckResult {
    return checkInputs(news, table);
}
