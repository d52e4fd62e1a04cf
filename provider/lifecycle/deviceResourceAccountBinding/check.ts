import { containsUnknown } from "../../core/unknown";
import { deviceKey } from "../../graph/device";
import { checkInputs } from "../../validation/checkInputs";
import { graphCloudNames } from "../../validation/clouds";
import type { Properties } from "../../validation/fields";
import type { CheckFailure, CheckResult } from "../../validation/findings";
import { isGuid } from "../../validation/ids";
import { isUserPrincipalName } from "../../validation/rules";
import type { PlanContext } from "../context";
import { bindingTable } from "./fields";
import { readState } from "./state";

/** Validates the inputs, fills in defaults, and notes what this resource declares and what it had; sends nothing. */
export function check(context: PlanContext, olds: Properties, news: Properties): CheckResult {
    rememberAccount(context, olds);
    const { inputs, failures } = checkInputs(news, bindingTable);
    // A binding that fails the check declares its device too: no other may take away what it is to have once it is corrected.
    const conflicts = declareDevice(context, inputs);
    return { inputs, failures: failures.length > 0 ? failures : conflicts };
}

/**
 * Notes which account this stack itself had on which device, from what the engine has stored: all of it in diff, the inputs alone in
 * check, which under `existing: "keep"`, and under "fail", which keeps what was kept, do not tell whose the account is.
 */
export function rememberAccount(context: PlanContext, stored: Properties | undefined): void {
    if (stored?.deviceId && stored.userPrincipalName && !isUnknownAddress(stored)) {
        const state = readState(stored);
        const isWhole = Array.isArray(stored.observedIn);
        if (state.kept) {
            context.history.noteKept(deviceKey(state), state.userPrincipalName);
        } else if (isWhole || state.existing === "adopt" || state.existing === "replace") {
            context.history.remember(deviceKey(state), state);
        }
    }
}

function declareDevice(context: PlanContext, inputs: Properties): CheckFailure[] {
    const { logicalName } = inputs;
    if (typeof logicalName !== "string" || isUnknownAddress(inputs) || !isAddress(inputs)) {
        return [];
    }
    const state = readState(inputs);
    if (isUserPrincipalName(state.userPrincipalName)) {
        context.history.declare(deviceKey(state), state.userPrincipalName);
    }
    return context.devices.declare(logicalName, [deviceKey(state)]).map(({ owner }) => ({
        property: "deviceId",
        reason:
            `"${inputs.deviceId}" is declared by both "${owner}" and "${logicalName}". ` +
            "A device can have one resource account only; remove it from one of the two.",
    }));
}

/** Whether the inputs say where a device is, whatever else is wrong with them. */
function isAddress({ deviceId, cloud = "public", graphEndpoint = "" }: Properties): boolean {
    const isCloud = graphCloudNames.some((name) => name === cloud);
    return typeof deviceId === "string" && isGuid(deviceId) && isCloud && typeof graphEndpoint === "string";
}

/** Whether it is not known yet where the device is. */
function isUnknownAddress({ deviceId, cloud, graphEndpoint }: Properties): boolean {
    return containsUnknown([deviceId, cloud, graphEndpoint]);
}
