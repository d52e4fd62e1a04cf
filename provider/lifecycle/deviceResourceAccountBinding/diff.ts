import { deviceKey, type GraphAddress, graphRoot } from "../../graph/deviceAddress";
import type { ResourceAccount } from "../../graph/deviceService";
import { canonicalEndpoint } from "../../validation/canonicalEndpoint";
import { canonicalGuid } from "../../validation/canonicalGuid";
import { canonicalUpn } from "../../validation/canonicalUpn";
import { isUnknown } from "../../validation/unknown";
import type { PlanContext } from "../context";
import { ownerOf } from "../ownerOf";
import type { PlannedChange } from "../plannedChange";
import { sameJson } from "../sameJson";
import { rememberAccount } from "./check";
import { type DeviceResourceAccountBindingState, readState } from "./state";

/** Compares what is remembered with what is declared, by canonical forms. */
export function diff(
    context: PlanContext,
    olds: Record<string, unknown>,
    news: Record<string, unknown>,
): PlannedChange {
    rememberAccount(context, olds);
    const old = readState(olds);
    const now = readState(news);
    const replaces = replacesOf(old, now);
    if (replaces.length === 0) {
        context.devices.holders.hold(ownerOf(now), [deviceKey(old)]);
    }
    const changes = replaces.length > 0 || old.pending !== undefined || old.drifted === true || differs(old, now);
    // At another address or cloud the device may be the same one, which the old binding's delete would unbind.
    return { changes, replaces, deleteBeforeReplace: replaces.length > 0 && !replaces.includes("deviceId") };
}

/** Whether two accounts are the same one: letter case is no difference in a UPN, and is one in a display name. */
export function sameAccount(a: ResourceAccount, b: ResourceAccount): boolean {
    return (
        canonicalUpn(a.userPrincipalName) === canonicalUpn(b.userPrincipalName) &&
        a.addressableUserName === b.addressableUserName &&
        a.resourceAccountName === b.resourceAccountName
    );
}

function replacesOf(old: DeviceResourceAccountBindingState, now: DeviceResourceAccountBindingState): string[] {
    return [
        ...(canonicalGuid(old.deviceId) !== canonicalGuid(now.deviceId) ? ["deviceId"] : []),
        ...(old.cloud !== now.cloud ? ["cloud"] : []),
        ...(addressOf(old) !== addressOf(now) ? ["graphEndpoint"] : []),
    ];
}

/** A `graphEndpoint` that spells out the cloud's own root is no change; one that is not known yet may be. */
function addressOf(graph: GraphAddress): string {
    const known = !isUnknown(graph.graphEndpoint) && !isUnknown(graph.cloud);
    return known ? canonicalEndpoint(graphRoot(graph)) : String(graph.graphEndpoint);
}

/** Differences that an update serves; all but those of the account call nothing. */
function differs(old: DeviceResourceAccountBindingState, now: DeviceResourceAccountBindingState): boolean {
    return (
        !sameAccount(old, now) ||
        old.existing !== now.existing ||
        !sameJson(old.timeouts, now.timeouts) ||
        (old.logicalName !== undefined && old.logicalName !== now.logicalName) ||
        !sameJson(old.secretInputs ?? [], now.secretInputs ?? [])
    );
}
