import type { FunctionTable } from "../../validation/fields";
import { plainNameRule } from "../../validation/rules";
import { textOutput, timeoutField } from "../commonFields";
import { graphFields } from "../deviceResourceAccountBinding/fields";
import { assignedResourceType, projectFields } from "../projectResourceAssignment/fields";

/** What `getProjectResources` takes and gives. */
export const projectResourcesTable = {
    name: "getProjectResources",
    doc: "Lists the Language resources that are assigned to a project, whoever assigned them.",
    inputs: {
        endpoint: projectFields.endpoint,
        projectName: projectFields.projectName,
        projectKind: projectFields.projectKind,
        apiVersion: projectFields.apiVersion,
        cloud: projectFields.cloud,
        timeout: timeoutField,
    },
    result: {
        resources: {
            type: { kind: "list", items: assignedResourceType },
            doc: "What is assigned, as the service spells it.",
            required: true,
        },
    },
} as const satisfies FunctionTable;

/** What `getAutopilotDevice` takes and gives. */
export const autopilotDeviceTable = {
    name: "getAutopilotDevice",
    doc: "Finds the one Windows Autopilot device with exactly this serial number.",
    inputs: {
        serialNumber: {
            type: { kind: "string" },
            doc: "The whole serial number, in its own letter case.",
            required: true,
            advice: 'Give the whole number, for example "R9-0123456".',
            rule: plainNameRule,
        },
        cloud: graphFields.cloud,
        graphEndpoint: graphFields.graphEndpoint,
        timeout: timeoutField,
    },
    result: {
        deviceId: {
            ...textOutput("Id of the windowsAutopilotDeviceIdentity: what `DeviceResourceAccountBinding` takes."),
            required: true,
        },
        serialNumber: { ...textOutput("Its serial number."), required: true },
        displayName: textOutput("Its display name."),
        userPrincipalName: textOutput("The user principal name that it shows."),
        addressableUserName: textOutput("The addressable name that it shows."),
        deviceAccountUpn: textOutput("The device account that it shows."),
        enrollmentState: textOutput("Its enrollment state."),
        managedDeviceId: textOutput("Id of the Intune device."),
        azureAdDeviceId: textOutput("Id of the Microsoft Entra device."),
        groupTag: textOutput("Its group tag."),
        model: textOutput("Its model."),
        manufacturer: textOutput("Its manufacturer."),
        lastContactedDateTime: textOutput("When it was last in contact, ISO 8601."),
    },
} as const satisfies FunctionTable;
