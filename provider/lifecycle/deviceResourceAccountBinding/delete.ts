import type { Deadline } from "../../core/deadline";
import { AmbiguousError, AssignmentsError, asError, isNotFound } from "../../core/errors";
import { printableText } from "../../core/text";
import { type Device, deviceKey } from "../../graph/device";
import { canonicalGuid } from "../../validation/ids";
import type { LifecycleContext } from "../context";
import { lookTwice, unlessGone } from "../gone";
import { ownerOf } from "../results";
import { deadlineOf } from "../timeouts";
import { viewAccount, viewWhereSeen } from "./account/accountView";
import { BindingWork } from "./account/bindingWork";
import { refusalOf } from "./account/existingAccount";
import { sayNothingToUnbind, withWayOutOfDeadHost } from "./read";
import { type DeviceResourceAccountBindingState, identityOf, readState } from "./state";

/** A delete in the middle of a program may come a moment before the new owner begins. */
const takeoverGraceInMs = 5_000;

/**
 * Unbinds our account. A device that is gone is done; a device that another resource of this run declares, that this
 * one's replacement has, or that shows another account where it once showed ours, is left alone with a word about it.
 */
export async function remove(context: LifecycleContext, properties: Record<string, unknown>): Promise<void> {
    const state = underNewName(context, readState(properties));
    if (state.kept) {
        sayLeft(context, state, "its account was there before, and was kept");
        return;
    }
    const work = new BindingWork(context, state, deadlineOf("delete", state.timeouts, context.clock, context.signal));
    if (isReplaced(context, state)) {
        sayLeft(context, state, "its replacement has it");
        return;
    }
    if (newOwnerOf(context, state) !== undefined) {
        return leaveToNewOwner(context, state, work.deadline);
    }
    await lookBeforeDeletingFirst(context, state, work.deadline);
    const unbind = async () => {
        // One may have been declared meanwhile.
        if (newOwnerOf(context, state) !== undefined) {
            return false;
        }
        await unbindPresent(context, work, state);
        noteUnbound(context, work, state);
        return true;
    };
    const isDone = await context.graph.inTurn(state, work.deadline, unbind).catch((error: unknown) => {
        throw withWayOutOfDeadHost(error, state);
    });
    if (!isDone) {
        await leaveToNewOwner(context, state, work.deadline);
    }
}

/**
 * A binding with the name of the one that is to take its place: where a renamed one is deleted first, what is declared is its own.
 * States that older versions stored cannot be told apart: they keep theirs.
 */
function underNewName(
    { history }: LifecycleContext,
    state: DeviceResourceAccountBindingState,
): DeviceResourceAccountBindingState {
    const next = state.ownedSince === undefined ? undefined : history.replacementOf(identityOf(state));
    return next ? { ...state, logicalName: next.owner } : state;
}

/**
 * Looks whether the binding that is to take this one's place can be created: the device is there, at its address, and has no account
 * that it may not take. What cannot be created must not cost what there is.
 * @throws AssignmentsError with nothing sent.
 */
async function lookBeforeDeletingFirst(
    context: LifecycleContext,
    state: DeviceResourceAccountBindingState,
    deadline: Deadline,
): Promise<void> {
    const next = context.history.replacementOf(identityOf(state));
    if (!next) {
        return;
    }
    try {
        const read = () => context.graph.get(next.at, deadline);
        const device = deviceKey(next.at) === deviceKey(state) ? await unlessGone(deadline, read) : await read();
        const isOldDevice = canonicalGuid(next.at.deviceId) === canonicalGuid(state.deviceId);
        const hasOurs = device && isOldDevice && !state.drifted && viewAccount(device, state).ours.length > 0;
        if (!device || !next.inputs || hasOurs) {
            return;
        }
        const refusal = await refusalOf(context, next.inputs, device, deadline);
        if (refusal) {
            throw refusal;
        }
    } catch (error) {
        throw new AssignmentsError(
            "ReplacementNotPossible",
            `Deleting "${ownerOf(state)}" to replace it was refused and nothing was unbound, since its replacement on Autopilot device ${next.at.deviceId} ` +
                `could not be created: ${asError(error).message}`,
            { cause: error },
        );
    }
}

/** Tells the binding that takes this one's place on the device, if there is one, what was unbound for it. */
function noteUnbound({ history }: LifecycleContext, work: BindingWork, state: DeviceResourceAccountBindingState): void {
    const next = history.replacementOf(identityOf(state));
    if (next && work.unbound && canonicalGuid(next.at.deviceId) === canonicalGuid(state.deviceId)) {
        history.noteUnboundFor(next.owner, deviceKey(next.at), state);
    }
}

/** Whether a replacement that was forced, and not needed, has what the old resource still has in its state. */
function isReplaced({ devices }: LifecycleContext, state: DeviceResourceAccountBindingState): boolean {
    return devices.ownership.isReplaced(ownerOf(state), deviceKey(state), state.ownedSince);
}

/** The other resource of this run that declares the device. */
function newOwnerOf({ devices }: LifecycleContext, state: DeviceResourceAccountBindingState): string | undefined {
    return devices.otherOwner(deviceKey(state), state.logicalName);
}

/**
 * Leaves the device to its new owner once that one has it in its state; waits outside of the device's turn, which the new owner needs.
 * @throws AssignmentsError if the new owner has failed, or does not come in time: if the delete succeeded, no state would have the
 * device's account.
 */
async function leaveToNewOwner(
    context: LifecycleContext,
    state: DeviceResourceAccountBindingState,
    deadline: Deadline,
): Promise<void> {
    const owner = ownerOf(state);
    const newOwner = newOwnerOf(context, state) ?? owner;
    const progress = await context.devices.ownership.takeoverState(
        newOwner,
        deviceKey(state),
        deadline,
        takeoverGraceInMs,
    );
    if (progress === "has it") {
        await refuseWhereOursIsThere(context, state, newOwner, deadline);
        sayLeft(context, state, `"${newOwner}" declares it`);
        return;
    }
    throw new AssignmentsError(
        "HeirWithout",
        `Deleting "${owner}" is not finished: Autopilot device ${state.deviceId} is left to "${newOwner}", which declares it and ${progress}. ` +
            `Until "${newOwner}" has it, "${owner}" stays in the state, so that its account is not forgotten. ` +
            "Mend what failed, or take it out of the program, and run the same command again." +
            (progress === "has not begun"
                ? " What has not begun may be held up by this delete: then leave deleteBeforeReplace out, or move one device at a time."
                : ""),
    );
}

/**
 * Refuses to leave a device on which our account still is, to a binding whose state has another one there: an earlier run has bound
 * ours in that one's place, and nobody would know.
 */
async function refuseWhereOursIsThere(
    context: LifecycleContext,
    state: DeviceResourceAccountBindingState,
    newOwner: string,
    deadline: Deadline,
): Promise<void> {
    const { userPrincipalName, deviceId } = state;
    const key = deviceKey(state);
    if (!context.history.declaresOther(key, userPrincipalName) || context.history.hasChanged(key)) {
        return;
    }
    const device = await unlessGone(deadline, () => context.graph.get(state, deadline));
    if (device && viewAccount(device, { userPrincipalName }).ours.length > 0) {
        throw new AssignmentsError(
            "HeirWithout",
            `Deleting "${ownerOf(state)}" is not finished: Autopilot device ${deviceId} is left to "${newOwner}", but still has ${printableText(userPrincipalName)}, which "${ownerOf(state)}" bound. ` +
                "Run pulumi refresh, which finds that out, and then up, which binds what is declared.",
        );
    }
}

function sayLeft({ report, history }: LifecycleContext, state: DeviceResourceAccountBindingState, why: string): void {
    const line = `"${ownerOf(state)}" leaves Autopilot device ${state.deviceId} as it is: ${why}`;
    if (!state.kept && history.isKept(deviceKey(state))) {
        // Who takes a device over by "keep" does not own it, and who owned it is gone.
        report.warn(`${line}, and does not own it: no destroy will unbind it. Set existing to "adopt" to own it.`);
        return;
    }
    report.info(line);
}

/** Unbinds our account from a device that is there and shows it, or may have it. */
async function unbindPresent(
    context: LifecycleContext,
    work: BindingWork,
    state: DeviceResourceAccountBindingState,
): Promise<void> {
    const { found: device, gone } = await lookTwice(work.deadline, () => work.look());
    if (!device) {
        sayNothingToUnbind(context, state, gone);
        return;
    }
    await unbindOurs(context, work, state, device).catch(async (error: unknown) => {
        if (!isNotFound(error) || (await showsOurs(work, state))) {
            throw withAdvice(error);
        }
    });
}

/** Whether our account is still to be seen, by a second look: one 404 proves no device gone that was there a moment ago. */
async function showsOurs(work: BindingWork, state: DeviceResourceAccountBindingState): Promise<boolean> {
    const device = await unlessGone(work.deadline, () => work.look());
    return device !== undefined && viewAccount(device, state).ours.length > 0;
}

/** A delete that fails leaves the state as it was, so that an up alone would not see what it did. */
function withAdvice(error: unknown): unknown {
    return error instanceof AmbiguousError
        ? new AmbiguousError(
              error.code,
              `${error.message} Run destroy again to go on, or refresh to see what is left.`,
              { ...error, cause: error },
          )
        : error;
}

async function unbindOurs(
    context: LifecycleContext,
    work: BindingWork,
    state: DeviceResourceAccountBindingState,
    device: Device,
): Promise<void> {
    const { ours } = viewAccount(device, state);
    const other = foreignAccount(state, device);
    if (other !== undefined) {
        context.report.warn(
            `"${ownerOf(state)}" leaves Autopilot device ${state.deviceId} as it is: it shows ${printableText(other)}, which this resource did not bind`,
        );
    } else if (ours.length > 0) {
        await work.unbind(true, (seen) => viewAccount(seen, state).ours.length === 0);
    } else if (state.observedIn.length === 0 && !state.drifted) {
        await work.unbind(false, () => true);
    }
}

/** The account of somebody else that is shown where ours was seen; refresh may have found it before. */
function foreignAccount(state: DeviceResourceAccountBindingState, device: Device): string | undefined {
    const { ours, other } = viewWhereSeen(device, state, state.observedIn);
    return state.drifted && ours.length > 0 ? state.userPrincipalName : other;
}
