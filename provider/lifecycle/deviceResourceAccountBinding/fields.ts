import { cloudTable, graphCloudNames } from "../../validation/clouds";
import { canonicalEndpoint, endpointRule } from "../../validation/endpoint";
import type { Fields, ObjectType, Properties, ResourceTable } from "../../validation/fields";
import { canonicalGuid, canonicalUpn } from "../../validation/ids";
import { deviceIdRule, plainNameRule, userPrincipalNameRule } from "../../validation/rules";
import { ownedSinceField, pendingField, sinceField, textOutput, textsOutput, timeoutsField } from "../commonFields";

/** Where Microsoft Graph is. */
export const graphFields = {
    cloud: {
        type: { kind: "enum", values: graphCloudNames },
        doc: "Cloud of the tenant.",
        default: "public",
        advice: 'Give the cloud of the tenant, for example "public".',
        onChange: "replace",
        changeDoc: "A change replaces, and deletes the old one first.",
    },
    graphEndpoint: {
        type: { kind: "string" },
        doc: "Another address of Microsoft Graph, such as a proxy. The token's scope still follows `cloud`.",
        absent: "the cloud's own",
        advice:
            "Leave it out to use the cloud's own Microsoft Graph, or give an https address without path or query, " +
            'for example "https://graph.microsoft.com".',
        rule: endpointRule,
        canonical: canonicalEndpoint,
        implied: ({ cloud }: Properties) =>
            graphCloudNames.flatMap((name) => (name === cloud ? cloudTable[name].graphRoot : []))[0],
        onChange: "replace",
        changeDoc: "A change replaces, and deletes the old one first.",
    },
} as const satisfies Fields;

/** The account that a device is to have. */
const accountFields = {
    userPrincipalName: {
        type: { kind: "string" },
        doc: "User principal name of the resource account, `room12@contoso.com`.",
        outputDoc: "User principal name of the account as last observed.",
        required: true,
        advice: 'Give the resource account\'s sign-in name, for example "room-101@contoso.com".',
        rule: userPrincipalNameRule,
        canonical: canonicalUpn,
        onChange: "update",
        changeDoc: "A change unbinds the old account and binds the new one.",
    },
    addressableUserName: {
        type: { kind: "string" },
        doc: "The account's addressable name, `Room 12`.",
        advice: 'Give the account\'s addressable name, for example "Room 101".',
        rule: plainNameRule,
        onChange: "update",
        changeDoc: "A change unbinds the account and binds it again with the new name.",
    },
    resourceAccountName: {
        type: { kind: "string" },
        doc: "Name of the resource account.",
        advice: 'Give the name of the resource account, for example "Room 101".',
        rule: plainNameRule,
        onChange: "update",
        changeDoc: "A change unbinds the account and binds it again with the new name.",
    },
} as const satisfies Fields;

const displacedType = {
    kind: "object",
    name: "DisplacedAccount",
    doc: "A resource account that was unbound to make room for another.",
    fields: {
        userPrincipalName: { ...textOutput("Its user principal name."), required: true },
        addressableUserName: textOutput("Its addressable name."),
        resourceAccountName: textOutput("Its name."),
    },
} as const satisfies ObjectType;

const pendingType = {
    kind: "object",
    name: "PendingBinding",
    doc: "A request that was sent and whose effect is unknown.",
    fields: {
        verb: {
            type: { kind: "enum", values: ["assign", "unassign"] },
            doc: "What the request does.",
            required: true,
        },
        since: sinceField,
        displaced: {
            // Left out where any of it is secret, since Pulumi encrypts by property; older versions did not store it.
            type: displacedType,
            doc: "The resource's own account that was unbound for the one in the state, to be bound again where that one is refused.",
        },
    },
} as const satisfies ObjectType;

/** All that a `DeviceResourceAccountBinding` is made of. */
export const bindingTable = {
    name: "DeviceResourceAccountBinding",
    doc: "Declares which resource account is assigned to a Windows Autopilot device identity.",
    id: "The cloud and the device, `public/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9`.",
    inputs: {
        deviceId: {
            type: { kind: "string" },
            doc:
                "Id of the windowsAutopilotDeviceIdentity, a GUID; `getAutopilotDevice` finds it by serial number. It is not the id of the Intune or " +
                "Microsoft Entra device. It becomes part of the id, so it is no secret.",
            required: true,
            advice:
                "Give the id of the Windows Autopilot device identity, a GUID without braces, " +
                'for example "5a0c1f3e-0d3b-4e53-9c0f-6b8f2d1c7a90".',
            rule: deviceIdRule,
            canonical: canonicalGuid,
            onChange: "replace",
        },
        ...accountFields,
        ...graphFields,
        existing: {
            type: { kind: "enum", values: ["adopt", "fail", "replace", "keep"] },
            doc:
                "What to do about a device that has an account: adopt ours and refuse another; keep ours without owning it, so that destroy leaves it, " +
                "and refuse another; fail on any; or replace another.",
            default: "adopt",
            advice:
                'Use "adopt" to take over a binding that is there, "keep" to leave it to whom it belongs, "fail" to refuse it, ' +
                '"replace" to replace another.',
            onChange: "update",
            changeDoc: 'A change from `"keep"` to `"adopt"` or `"replace"` takes over what is kept.',
            see: "[ownership](ownership.md)",
        },
        timeouts: timeoutsField,
    },
    outputs: {
        serialNumber: textOutput("The device's serial number."),
        displayName: textOutput("The device's display name."),
        observedIn: {
            type: {
                kind: "list",
                items: {
                    kind: "enum",
                    values: ["userPrincipalName", "addressableUserName", "resourceName", "deviceAccountUpn"],
                },
            },
            doc: "The device's properties that show the bound account; empty in a tenant that shows it nowhere, whose drift cannot be seen.",
            required: true,
            see: "[devices](devices.md#what-a-device-shows-of-its-account)",
        },
        kept: textsOutput(
            'Set where the account was there before and is not owned (`existing: "keep"`): the first 16 hex digits of the SHA-256 of the ' +
                "device's id in lower case.",
        ),
        pending: pendingField(pendingType),
    },
    memory: {
        ownedSince: ownedSinceField,
        drifted: {
            type: { kind: "boolean" },
            doc: "Set by refresh where the account remembered is one that somebody else bound.",
        },
    },
} as const satisfies ResourceTable;
