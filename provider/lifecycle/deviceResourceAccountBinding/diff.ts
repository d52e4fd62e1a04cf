import { sameJson } from "../../core/json";
import { printableText } from "../../core/text";
import { isUnknown } from "../../core/unknown";
import type { ResourceAccount } from "../../graph/client";
import { deviceKey, type GraphAddress, graphRoot } from "../../graph/device";
import { canonicalEndpoint } from "../../validation/endpoint";
import { canonicalGuid, canonicalUpn } from "../../validation/ids";
import { isUserPrincipalName } from "../../validation/rules";
import type { PlanContext } from "../context";
import { ownerOf, type PlannedChange } from "../results";
import { isUnknownAddress, rememberAccount } from "./check";
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
    noteFound(context, old, ownerOf(now));
    const replaces = replacesOf(old, now);
    // At another address or cloud the device may be the same one, which the old binding's delete would unbind.
    const deleteBeforeReplace = replaces.length > 0 && !replaces.includes("deviceId");
    if (isDeclared(context, now)) {
        if (deleteBeforeReplace) {
            context.history.noteReplacement(ownerOf(now), deviceKey(old), now);
        } else if (replaces.length > 0) {
            context.history.noteMove(ownerOf(now), deviceKey(old), deviceKey(now));
        }
        // What a delete finds in the place of ours it leaves.
        if (replaces.length === 0 || (deleteBeforeReplace && !old.drifted)) {
            sayExchange(context, old, now);
        }
    }
    const changes = replaces.length > 0 || old.pending !== undefined || old.drifted === true || differs(old, now);
    return { changes, replaces, deleteBeforeReplace };
}

/** Notes what the present resource of a name has; what is pending may come to nothing, so nobody else may count on that. */
function noteFound({ devices }: PlanContext, old: DeviceResourceAccountBindingState, owner: string): void {
    if (old.ownedSince !== undefined) {
        devices.holders.own(owner, [deviceKey(old)], old.ownedSince);
    }
    if (!old.pending) {
        devices.holders.hold(owner, [deviceKey(old)]);
    }
}

/** Whether two accounts are the same one: letter case is no difference in a UPN, and is one in a display name. */
export function sameAccount(a: ResourceAccount, b: ResourceAccount): boolean {
    return (
        canonicalUpn(a.userPrincipalName) === canonicalUpn(b.userPrincipalName) &&
        a.addressableUserName === b.addressableUserName &&
        a.resourceAccountName === b.resourceAccountName
    );
}

/** Whether `check` has declared the binding in this process: a refresh compares too, the other way round. */
function isDeclared({ devices }: PlanContext, now: DeviceResourceAccountBindingState): boolean {
    return !isUnknownAddress({ ...now }) && devices.otherOwner(deviceKey(now), undefined) === ownerOf(now);
}

/** The room is without an account for a moment: a person should read that before saying yes. */
function sayExchange(
    context: PlanContext,
    old: DeviceResourceAccountBindingState,
    now: DeviceResourceAccountBindingState,
): void {
    const owner = ownerOf(now);
    if (old.kept || isUnknown(now.userPrincipalName) || sameAccount(old, now)) {
        return;
    }
    const [before, after] = [old, now].map(({ userPrincipalName }) => printableText(userPrincipalName));
    const isRenamed = canonicalUpn(old.userPrincipalName) === canonicalUpn(now.userPrincipalName);
    const next = isRenamed ? "binds it again with other names" : `binds ${after}`;
    const fate = isUserPrincipalName(old.userPrincipalName)
        ? "is bound again"
        : "is no user principal name and stays unbound";
    context.report.info(
        `"${owner}" unbinds ${before} from Autopilot device ${now.deviceId} and ${next}; if Graph refuses that, ${before} ${fate}`,
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
