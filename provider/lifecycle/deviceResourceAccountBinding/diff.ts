import { printableText } from "../../core/text";
import { ifKnown, notKnown } from "../../core/unknown";
import { type DeviceAddress, deviceKey } from "../../graph/device";
import { compareFields, type FieldChange } from "../../validation/compareFields";
import type { Properties } from "../../validation/fields";
import { canonicalUpn } from "../../validation/ids";
import { isUserPrincipalName } from "../../validation/rules";
import type { PlanContext } from "../context";
import { isMarkedOtherwise, ownerOf, type PlannedChange, replacedBy } from "../results";
import { rememberAccount } from "./check";
import { bindingTable } from "./fields";
import {
    type DeviceResourceAccountBindingInputs,
    type DeviceResourceAccountBindingState,
    identityOf,
    type PlannedBinding,
    readPlanned,
    readState,
} from "./state";

/** Compares what is remembered with what is declared, by canonical forms. */
export function diff(context: PlanContext, olds: Properties, news: Properties): PlannedChange {
    rememberAccount(context, olds);
    const old = readState(olds);
    const now = readPlanned(news);
    noteFound(context, old, ownerOf(now));
    const detailed = compareFields(bindingTable.inputs, old, now);
    const replaces = replacedBy(detailed);
    // At another address or cloud the device may be the same one, which the old binding's delete would unbind.
    const deleteBeforeReplace = replaces.length > 0 && !replaces.includes("deviceId");
    const address = declaredAddress(context, now);
    if (address) {
        const inputs = ifKnown<DeviceResourceAccountBindingInputs>(now);
        // The engine may have been told to replace what needs no replacing; what older versions stored cannot be told from leftovers.
        if (replaces.length > 0 || old.ownedSince !== undefined) {
            context.history.noteReplacement(identityOf(old), { owner: ownerOf(now), at: address, inputs });
        }
        if (replaces.length > 0 && !deleteBeforeReplace) {
            context.history.noteMove(ownerOf(now), deviceKey(old), deviceKey(address));
        }
        // What a delete finds in the place of ours it leaves.
        if (replaces.length === 0 || (deleteBeforeReplace && !old.drifted)) {
            sayExchange(context, old, { ...now, deviceId: address.deviceId }, detailed);
        }
    }
    const isUnsettled = old.pending !== undefined || old.drifted === true;
    const changes = detailed.length > 0 || isUnsettled || isMarkedOtherwise(old, now);
    return { changes, replaces, deleteBeforeReplace, detailed };
}

/** Notes what the present resource of a name has; what is pending may come to nothing, so no other resource may count on it. */
function noteFound({ devices }: PlanContext, old: DeviceResourceAccountBindingState, owner: string): void {
    if (old.ownedSince !== undefined) {
        devices.ownership.own(owner, [deviceKey(old)], old.ownedSince);
    }
    if (!old.pending) {
        devices.ownership.hold(owner, [deviceKey(old)]);
    }
}

/** Where the device is, if `check` has declared the binding in this process: a refresh compares too, the other way round. */
function declaredAddress({ devices }: PlanContext, now: PlannedBinding): DeviceAddress | undefined {
    const { deviceId, cloud, graphEndpoint } = now;
    const address = ifKnown<DeviceAddress>({ deviceId, cloud, graphEndpoint });
    return address && devices.otherOwner(deviceKey(address), undefined) === ownerOf(now) ? address : undefined;
}

const accountInputs = ["userPrincipalName", "addressableUserName", "resourceAccountName"];

/** The room is without an account for a moment: a person should read that before saying yes. */
function sayExchange(
    context: PlanContext,
    old: DeviceResourceAccountBindingState,
    now: PlannedBinding & { deviceId: string },
    changes: readonly FieldChange[],
): void {
    const { userPrincipalName } = now;
    if (old.kept || userPrincipalName === notKnown || !changes.some(({ path }) => accountInputs.includes(path))) {
        return;
    }
    const [before, after] = [old.userPrincipalName, userPrincipalName].map((name) => printableText(name));
    const isRenamed = canonicalUpn(old.userPrincipalName) === canonicalUpn(userPrincipalName);
    const next = isRenamed ? "binds it again with other names" : `binds ${after}`;
    const fate = isUserPrincipalName(old.userPrincipalName)
        ? "is bound again"
        : "is no user principal name and stays unbound";
    context.report.info(
        `"${ownerOf(now)}" unbinds ${before} from Autopilot device ${now.deviceId} and ${next}; if Graph refuses that, ${before} ${fate}`,
    );
}
