import { deviceKey } from "../../graph/deviceAddress";
import { checkDeviceResourceAccountBinding } from "../../validation/checkDeviceResourceAccountBinding";
import type { CheckFailure, CheckResult } from "../../validation/checkFailure";
import { containsUnknown, isUnknown } from "../../validation/unknown";
import type { PlanContext } from "../context";
import { readState } from "./state";

/** Validates the inputs, fills in defaults, and notes what this resource declares and what it had; sends nothing. */
export function check(context: PlanContext, olds: Record<string, unknown>, news: Record<string, unknown>): CheckResult {
    rememberAccount(context, olds);
    const result = checkDeviceResourceAccountBinding(news);
    return result.failures.length > 0 ? result : { ...result, failures: declareDevice(context, result.inputs) };
}

/**
 * Notes which account this stack itself had on which device, from what the engine has stored: all of it in diff, the inputs alone in
 * check, which under `existing: "keep"` do not tell whose the account is.
 */
export function rememberAccount(context: PlanContext, stored: Record<string, unknown> | undefined): void {
    if (stored?.deviceId && stored.userPrincipalName && !isUnknownAddress(stored)) {
        const state = readState(stored);
        const isWhole = Array.isArray(stored.observedIn);
        if (state.kept) {
            context.history.noteKept(deviceKey(state), state.userPrincipalName);
        } else if (isWhole || state.existing !== "keep") {
            context.history.remember(deviceKey(state), state);
        }
    }
}

function declareDevice(context: PlanContext, inputs: Record<string, unknown>): CheckFailure[] {
    const { logicalName } = inputs;
    if (typeof logicalName !== "string" || isUnknownAddress(inputs)) {
        return [];
    }
    const state = readState(inputs);
    if (!isUnknown(state.userPrincipalName)) {
        context.history.declare(deviceKey(state), state.userPrincipalName);
    }
    return context.devices.declare(logicalName, [deviceKey(state)]).map(({ owner }) => ({
        property: "deviceId",
        reason:
            `"${inputs.deviceId}" is declared by both "${owner}" and "${logicalName}". ` +
            "A device can have one resource account only; remove it from one of the two.",
    }));
}

/** Whether it is not known yet where the device is. */
export function isUnknownAddress({ deviceId, cloud, graphEndpoint }: { [name: string]: unknown }): boolean {
    return containsUnknown([deviceId, cloud, graphEndpoint]);
}
