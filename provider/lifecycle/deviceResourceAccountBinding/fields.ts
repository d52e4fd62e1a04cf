import { checkInputs, type FieldTable, textField } from "../../validation/checkInputs";
import { graphCloudNames } from "../../validation/clouds";
import { checkTimeouts } from "../../validation/duration";
import { endpointRule } from "../../validation/endpoint";
import type { CheckResult } from "../../validation/findings";
import { deviceIdRule, oneOfRule, plainNameRule, userPrincipalNameRule } from "../../validation/rules";

/** The inputs of a `DeviceResourceAccountBinding`. */
export const bindingFields = {
    deviceId: {
        required: true,
        advice:
            "Give the id of the Windows Autopilot device identity, a GUID without braces, " +
            'for example "5a0c1f3e-0d3b-4e53-9c0f-6b8f2d1c7a90".',
        check: textField(deviceIdRule),
    },
    userPrincipalName: {
        required: true,
        advice: 'Give the resource account\'s sign-in name, for example "room-101@contoso.com".',
        check: textField(userPrincipalNameRule),
    },
    addressableUserName: {
        advice: 'Give the account\'s addressable name, for example "Room 101".',
        check: textField(plainNameRule),
    },
    resourceAccountName: {
        advice: 'Give the name of the resource account, for example "Room 101".',
        check: textField(plainNameRule),
    },
    cloud: {
        default: "public",
        advice: 'Give the cloud of the tenant, for example "public".',
        check: textField(oneOfRule(graphCloudNames)),
    },
    graphEndpoint: {
        advice:
            "Leave it out to use the cloud's own Microsoft Graph, or give an https address without path or query, " +
            'for example "https://graph.microsoft.com".',
        check: textField(endpointRule),
    },
    existing: {
        default: "adopt",
        advice:
            'Use "adopt" to take over a binding that is there, "keep" to leave it to whom it belongs, "fail" to refuse it, ' +
            '"replace" to replace another.',
        check: textField(oneOfRule(["adopt", "fail", "replace", "keep"])),
    },
    timeouts: {
        advice: 'Write an object such as { create: "30m", delete: "1h" }.',
        check: checkTimeouts,
    },
} satisfies FieldTable["fields"];

const table: FieldTable = {
    fields: bindingFields,
    outputs: ["serialNumber", "displayName", "observedIn", "kept", "pending"],
};

/**
 * Checks the inputs of a `DeviceResourceAccountBinding` as Pulumi's `check` gives them, without any I/O. Unknown
 * values pass; `cloud` and `existing` get their defaults.
 */
export function checkDeviceResourceAccountBinding(news: Record<string, unknown>): CheckResult {
    return checkInputs(news, table);
}
