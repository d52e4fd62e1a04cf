import { toProperties } from "../../core/json";
import { printableText } from "../../core/text";
import type { ResourceAccount } from "../../graph/client";
import type { Device } from "../../graph/device";
import { canonicalUpn } from "../../validation/ids";
import type { LifecycleContext } from "../context";
import { ownerOf } from "../results";
import { deadlineOf } from "../timeouts";
import { sameAccount, viewAccount, viewUnknown } from "./account/accountView";
import { BindingWork } from "./account/bindingWork";
import { adopt, bindUnseen, keep, takeOver } from "./account/existingAccount";
import { accountShown, fallbackOf, replaceAccount } from "./account/replaceAccount";
import { stateOf, withPartialState } from "./account/result";
import { type AccountProperty, type DeviceResourceAccountBindingState, readState } from "./state";

/**
 * Unbinds the account that is remembered and binds the one that is declared. A change of nothing else calls nothing.
 * `id` is the one that the engine knows the resource by. Default: a new resource's.
 * @throws PartialError when the device was, or may have been, changed; after any other error the old state holds.
 */
export async function update(
    context: LifecycleContext,
    olds: Record<string, unknown>,
    news: Record<string, unknown>,
    id?: string,
): Promise<Record<string, unknown>> {
    const old = readState(olds);
    const now = readState(news);
    const deadline = deadlineOf("update", now.timeouts, context.clock, context.signal);
    const work = new BindingWork(context, now, deadline, old.ownedSince);
    if (!old.pending && !old.drifted && sameAccount(old, now) && !isTakenOver(old, now)) {
        work.keeps = old.kept !== undefined;
        work.noteHeld();
        const { serialNumber, displayName, observedIn, kept } = old;
        return toProperties({ ...now, ownedSince: work.ownedSince, serialNumber, displayName, observedIn, kept });
    }
    return work.run(async () => {
        const observedIn = await withPartialState(work, () => exchange(context, work, old), { prior: old, id });
        return toProperties(stateOf(work, observedIn));
    });
}

/** From the account remembered to the account declared, by what the device shows of either. */
async function exchange(
    context: LifecycleContext,
    work: BindingWork,
    old: DeviceResourceAccountBindingState,
): Promise<AccountProperty[]> {
    const device = await work.look();
    const now = viewUnknown(device, work.inputs);
    if (old.kept) {
        return exchangeKept(context, work, device);
    }
    if (isReached(old, work.inputs, device)) {
        return now.ours;
    }
    if (viewAccount(device, old).ours.length > 0) {
        return replaceSeen(context, work, old, device);
    }
    const displaced = old.pending?.displaced;
    if (displaced && viewAccount(device, onlyUpn(displaced)).ours.length > 0) {
        return replaceDisplaced(context, work, displaced);
    }
    if (now.other !== undefined) {
        return takeOver(context, work, now.other);
    }
    if (old.observedIn.length > 0) {
        // Where the old account was seen nothing is to be seen now: somebody has unbound it.
        work.unbound = true;
        return bindUnseen(context, work, device, accountBefore(old, work.inputs));
    }
    const account = accountBefore(old, work.inputs);
    return replaceAccount(context, work, { account, unbind: () => work.unbind(false, () => true) });
}

/** Whether an account that was kept so far is to be owned from now on. */
function isTakenOver(old: DeviceResourceAccountBindingState, now: DeviceResourceAccountBindingState): boolean {
    return old.kept !== undefined && (now.existing === "adopt" || now.existing === "replace");
}

/** What was kept is not ours to unbind: the device is met as by a create. */
function exchangeKept(context: LifecycleContext, work: BindingWork, device: Device): Promise<AccountProperty[]> {
    const { ours, other } = viewUnknown(device, work.inputs);
    if (ours.length > 0) {
        const isOwned = work.inputs.existing === "adopt" || work.inputs.existing === "replace";
        return Promise.resolve(isOwned ? adopt(context, work.inputs, ours) : keep(context, work, ours));
    }
    return other === undefined ? bindUnseen(context, work, device) : takeOver(context, work, other);
}

/** Binds the declared account in place of the one that is remembered and that the device shows. */
function replaceSeen(
    context: LifecycleContext,
    work: BindingWork,
    old: DeviceResourceAccountBindingState,
    device: Device,
): Promise<AccountProperty[]> {
    const isGone = (seen: Device) => viewAccount(seen, old).ours.length === 0;
    if (!old.drifted) {
        const account = sameAccount(old, work.inputs) ? undefined : old;
        return replaceAccount(context, work, { account, unbind: () => work.unbind(true, isGone) });
    }
    // What refresh found there instead of ours may be a user, and no account to be unbound.
    const account = accountShown(device, old.userPrincipalName, []);
    context.report.warn(
        `"${ownerOf(work.inputs)}" unbinds ${printableText(old.userPrincipalName)} from Autopilot device ${old.deviceId} to bind ${work.inputs.userPrincipalName}; ` +
            fallbackOf(account, work.inputs),
    );
    return replaceAccount(context, work, {
        account,
        unbind: () => work.unbind(true, isGone, true),
        foreign: old.userPrincipalName,
    });
}

/** Goes on where an earlier run had unbound our account, and the device has it again. */
function replaceDisplaced(
    context: LifecycleContext,
    work: BindingWork,
    displaced: ResourceAccount,
): Promise<AccountProperty[]> {
    const isGone = (seen: Device) => viewAccount(seen, onlyUpn(displaced)).ours.length === 0;
    return replaceAccount(context, work, { account: displaced, unbind: () => work.unbind(true, isGone) });
}

/** The account by which no name that another account shares is taken for it. */
function onlyUpn({ userPrincipalName }: ResourceAccount): ResourceAccount {
    return { userPrincipalName };
}

/**
 * The account that the device had before, to be bound again if need be: what an earlier run had unbound, else what the
 * state has; undefined where it is the declared one.
 */
function accountBefore(old: DeviceResourceAccountBindingState, now: ResourceAccount): ResourceAccount | undefined {
    const before = old.pending?.displaced ?? old;
    return sameAccount(before, now) ? undefined : before;
}

/**
 * Whether the device shows what is declared. With the same UPN as before only the names differ, which may not show; with
 * another one, a name that both accounts have tells nothing.
 */
function isReached(old: DeviceResourceAccountBindingState, now: ResourceAccount, device: Device): boolean {
    const { ours } = viewUnknown(device, now);
    if (canonicalUpn(old.userPrincipalName) === canonicalUpn(now.userPrincipalName)) {
        return ours.length > 0 && (old.pending !== undefined || old.drifted === true);
    }
    const before = viewAccount(device, old).ours;
    return ours.some((property) => !before.includes(property));
}
