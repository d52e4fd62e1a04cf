import type { Deadline } from "../../../core/deadline";
import { AssignmentsError, ServiceError } from "../../../core/errors";
import { pollUntil } from "../../../core/poll";
import { printableText } from "../../../core/text";
import type { ResourceAccount } from "../../../graph/client";
import { type Device, deviceKey } from "../../../graph/device";
import { canonicalUpn } from "../../../validation/ids";
import type { LifecycleContext } from "../../context";
import { ownerOf } from "../../results";
import type { AccountProperty, DeviceResourceAccountBindingInputs } from "../state";
import { viewAccount, viewUnknown } from "./accountView";
import type { BindingWork } from "./bindingWork";
import { afterFailedBind, extended } from "./refusedAccount";
import { accountShown, bindWhenFree, fallbackOf, ownerWaitInMs, replaceAccount } from "./replaceAccount";

/** Whether this stack itself had bound the account: then the resource replaces one whose state the engine has shown us. */
export function knowsOurs({ history }: LifecycleContext, inputs: DeviceResourceAccountBindingInputs): boolean {
    return history.knows(deviceKey(inputs), inputs.userPrincipalName);
}

/** Leaves what is there to whom it belongs. */
export function keep({ report }: LifecycleContext, work: BindingWork, ours: AccountProperty[]): AccountProperty[] {
    const { userPrincipalName, deviceId } = work.inputs;
    work.keeps = true;
    report.info(
        `${userPrincipalName} was bound to Autopilot device ${deviceId} already; "${ownerOf(work.inputs)}" keeps it and does not own it, so its destroy will leave it`,
    );
    return ours;
}

/**
 * Why a binding cannot be created on a device as it is: `existing: "fail"` and its account is there, or another account that no
 * binding of this stack bound.
 */
export async function refusalOf(
    context: LifecycleContext,
    inputs: DeviceResourceAccountBindingInputs,
    device: Device,
    deadline: Deadline,
): Promise<AssignmentsError | undefined> {
    const { ours, other } = viewUnknown(device, inputs);
    if (ours.length > 0) {
        return refusalToAdopt(context, inputs);
    }
    return other === undefined ? undefined : refusalToTakeOver(context, inputs, other, deadline);
}

function refusalToAdopt(
    context: LifecycleContext,
    inputs: DeviceResourceAccountBindingInputs,
): AssignmentsError | undefined {
    const { userPrincipalName, deviceId, existing } = inputs;
    if (existing !== "fail" || knowsOurs(context, inputs)) {
        return undefined;
    }
    return new AssignmentsError(
        "AlreadyExists",
        `Creating the binding was refused: ${userPrincipalName} is bound to Autopilot device ${deviceId} already. Nothing was changed. ` +
            'Set existing to "adopt" to take it over (an interrupted run may have bound it).',
    );
}

/** Waits a while for the state of the binding that the other account may belong to. */
async function refusalToTakeOver(
    context: LifecycleContext,
    inputs: DeviceResourceAccountBindingInputs,
    other: string,
    deadline: Deadline,
): Promise<AssignmentsError | undefined> {
    const { userPrincipalName, deviceId, existing } = inputs;
    if (existing === "replace" || (await isOwn(context, inputs, other, deadline))) {
        return undefined;
    }
    return new AssignmentsError(
        "OccupiedDevice",
        `Binding ${userPrincipalName} to Autopilot device ${deviceId} was refused: the device shows another account or user, ${printableText(other)}. ` +
            "Nothing was changed. If a binding of this stack that has left the program bound it, keep that one's name or give it as an alias, " +
            "or take the old one out with an up of its own before you declare the new one. " +
            'Else run refresh if it should be known, unbind it first, or set existing to "replace".',
    );
}

/** Takes over what is there. */
export function adopt(
    context: LifecycleContext,
    inputs: DeviceResourceAccountBindingInputs,
    ours: AccountProperty[],
): AccountProperty[] {
    const refusal = refusalToAdopt(context, inputs);
    if (refusal) {
        throw extended(
            refusal,
            "If this is a replacement that you forced, Pulumi has told its provider nothing of the old resource: " +
                'run "pulumi state untaint", or leave --replace out, or set existing to "adopt".',
        );
    }
    context.report.info(
        `${inputs.userPrincipalName} was bound to Autopilot device ${inputs.deviceId} already and now belongs to "${ownerOf(inputs)}", whose destroy will unbind it`,
    );
    return ours;
}

/** Binds our account in place of another: one that this stack bound itself, or any where the program says `existing: "replace"`. */
export async function takeOver(
    context: LifecycleContext,
    work: BindingWork,
    other: string,
): Promise<AccountProperty[]> {
    const { inputs } = work;
    const refusal = await refusalToTakeOver(context, inputs, other, work.deadline);
    if (refusal) {
        throw refusal;
    }
    const previous = work.device && accountShown(work.device, other, context.history.accountsOf(deviceKey(inputs)));
    context.report.warn(
        `"${ownerOf(inputs)}" unbinds ${printableText(other)} from Autopilot device ${inputs.deviceId} to bind ${inputs.userPrincipalName}; ` +
            fallbackOf(previous, inputs),
    );
    return replaceAccount(context, work, {
        account: previous,
        // A user shows as an account does: Graph may refuse to unbind what is none, and then only binding ours can tell.
        unbind: () => work.unbind(true, (device) => !shows(device, other), true),
        foreign: other,
    });
}

/**
 * The device shows nothing, which need not mean that nothing is bound: only a refusal tells. An account that the state
 * has, and that does not show, may have been unbound by a run that ended before it bound another: where ours is refused,
 * it is bound again.
 */
export async function bindUnseen(
    context: LifecycleContext,
    work: BindingWork,
    device: Device,
    previous?: ResourceAccount,
): Promise<AccountProperty[]> {
    const { existing } = work.inputs;
    if (previous) {
        work.displaced = previous;
        work.reserveTimeToRestore();
    }
    try {
        return await bindWhenFree(context, work, device);
    } catch (error) {
        if (!isConflict(error)) {
            throw await afterFailedBind(work, previous, error);
        }
        if (existing !== "replace" && !context.history.knows(deviceKey(work.inputs))) {
            throw hiddenAccount(work.inputs, error);
        }
        return replaceHidden(context, work, previous);
    }
}

/** Binds ours in place of an account that the device does not show; which one it is, only this stack's states may tell. */
async function replaceHidden(
    context: LifecycleContext,
    work: BindingWork,
    previous: ResourceAccount | undefined,
): Promise<AccountProperty[]> {
    const { inputs } = work;
    const others = context.history.accountsOf(deviceKey(inputs)).filter((account) => !sameUpn(account, inputs));
    const account = previous ?? (others.length === 1 ? others[0] : undefined);
    context.report.warn(
        `"${ownerOf(inputs)}" unbinds the account that Autopilot device ${inputs.deviceId} has and does not show, to bind ${inputs.userPrincipalName}; ` +
            fallbackOf(account, inputs),
    );
    return replaceAccount(context, work, { account, unbind: () => work.unbind(false, () => true) });
}

/** How soon to look again whose account it is. */
const ownerLookInMs = 100;

async function isOwn(
    context: LifecycleContext,
    inputs: DeviceResourceAccountBindingInputs,
    other: string,
    deadline: Deadline,
): Promise<boolean> {
    let waitedInMs = 0;
    const poll = async () => {
        const isKnown = context.history.knows(deviceKey(inputs), other);
        const done = isKnown || waitedInMs >= ownerWaitInMs;
        // A diff that looks something up holds the program up, and with it the owner.
        waitedInMs += context.devices.isHeldUp ? 0 : ownerLookInMs;
        return { done, value: isKnown, retryAfterInMs: ownerLookInMs };
    };
    return (await pollUntil({ deadline, poll })).value;
}

function shows(device: Device, account: string): boolean {
    return viewAccount(device, { userPrincipalName: account }).ours.length > 0;
}

function sameUpn(a: ResourceAccount, b: ResourceAccount): boolean {
    return canonicalUpn(a.userPrincipalName) === canonicalUpn(b.userPrincipalName);
}

/**
 * Graph documents no code for it; 409 is what a conflict would be. Intune says 400 for much, mostly that an error has
 * occurred: that is no conflict, unless its own words say so.
 */
function isConflict(error: unknown): error is ServiceError {
    return (
        error instanceof ServiceError &&
        (error.statusCode === 409 ||
            (error.statusCode === 400 && /\b(already|conflict|exists)\b/i.test(error.serviceMessage ?? "")))
    );
}

function hiddenAccount(inputs: DeviceResourceAccountBindingInputs, cause: ServiceError): AssignmentsError {
    return new AssignmentsError(
        "HiddenAccount",
        `${cause.message} Autopilot device ${inputs.deviceId} refuses a second account but shows none, so it cannot be known whose account it has ` +
            "(it may be the same one, bound by an interrupted run). " +
            'If it may be taken away, set existing to "replace": what is bound is then unbound, and the declared account bound.',
        { statusCode: cause.statusCode, requestId: cause.requestId, serviceCode: cause.serviceCode, cause },
    );
}
