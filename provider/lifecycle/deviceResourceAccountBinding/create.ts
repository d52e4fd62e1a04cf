import type { Device } from "../../graph/device";
import { deviceKey } from "../../graph/deviceAddress";
import { AssignmentsError } from "../../http/assignmentsError";
import { ServiceError } from "../../http/serviceError";
import { printableText } from "../../validation/printableText";
import type { LifecycleContext } from "../context";
import { ownerOf } from "../ownerOf";
import { deadlineOf } from "../timeouts";
import { toProperties } from "../toProperties";
import { viewAccount } from "./accountView";
import { BindingWork } from "./bindingWork";
import { idOf, stateOf, traced } from "./result";
import { type AccountProperty, type DeviceResourceAccountBindingInputs, readState } from "./state";

/** How long to wait for the program to tell us whose account it is that a device shows: the old owner may register after the new one. */
const ownerWaitInMs = 3_000;

/**
 * Binds the account, or adopts it where the device shows it already.
 * @throws PartialError when the device was, or may have been, changed; any other error means that it was not.
 */
export async function create(context: LifecycleContext, properties: Record<string, unknown>) {
    const inputs = readState(properties);
    const work = new BindingWork(context, inputs, deadlineOf("create", inputs.timeouts, context.clock, context.signal));
    return context.graph.inTurn(inputs, async () => {
        const observedIn = await traced(work, () => establish(context, work, inputs));
        context.devices.holders.hold(ownerOf(inputs), [deviceKey(inputs)]);
        return { id: idOf(inputs), state: toProperties(stateOf(work, observedIn)) };
    });
}

/** Makes the declared account the device's account, from whatever the device shows now. */
export async function establish(
    context: LifecycleContext,
    work: BindingWork,
    inputs: DeviceResourceAccountBindingInputs,
): Promise<AccountProperty[]> {
    const device = await work.look();
    const { ours, other } = viewAccount(device, inputs);
    if (ours.length > 0) {
        return adopt(context, inputs, ours);
    }
    return other === undefined ? bindUnseen(context, work, device) : takeOver(context, work, other);
}

function adopt(
    context: LifecycleContext,
    inputs: DeviceResourceAccountBindingInputs,
    ours: AccountProperty[],
): AccountProperty[] {
    const { userPrincipalName, deviceId } = inputs;
    if (inputs.existing === "fail") {
        throw new AssignmentsError(
            "AlreadyExists",
            `Creating the binding was refused: ${userPrincipalName} is bound to Autopilot device ${deviceId} already. Nothing was changed. ` +
                'Set existing to "adopt" to take it over (an interrupted run may have bound it).',
        );
    }
    context.report.info(
        `${userPrincipalName} was bound to Autopilot device ${deviceId} already and now belongs to "${ownerOf(inputs)}", whose destroy will unbind it`,
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
    if (inputs.existing !== "replace" && !(await isOwn(context, work, other))) {
        throw new AssignmentsError(
            "OccupiedDevice",
            `Binding ${inputs.userPrincipalName} to Autopilot device ${inputs.deviceId} was refused: the device shows another account or user, ${printableText(other)}. ` +
                'Nothing was changed. Run refresh if it should be known, unbind it first, or set existing to "replace".',
        );
    }
    context.report.warn(
        `"${ownerOf(inputs)}" unbinds ${printableText(other)} from Autopilot device ${inputs.deviceId} to bind ${inputs.userPrincipalName}`,
    );
    // A user shows as an account does: Graph may refuse to unbind what is none, and then only binding ours can tell.
    await work.unbind(true, (device) => !shows(device, other), true);
    return work.bind(work.device ?? (await work.look()));
}

/** The device shows nothing, which need not mean that nothing is bound: only a refusal tells. */
export async function bindUnseen(
    context: LifecycleContext,
    work: BindingWork,
    device: Device,
): Promise<AccountProperty[]> {
    const { inputs } = work;
    try {
        return await work.bind(device);
    } catch (error) {
        if (!isConflict(error)) {
            throw error;
        }
        if (inputs.existing !== "replace" && !context.history.knows(deviceKey(inputs))) {
            throw hiddenAccount(inputs, error);
        }
        await work.unbind(false, () => true);
        return work.bind(device);
    }
}

async function isOwn(context: LifecycleContext, work: BindingWork, other: string): Promise<boolean> {
    const startedAt = context.clock.now();
    while (!context.history.knows(deviceKey(work.inputs), other)) {
        if (context.clock.now() - startedAt >= ownerWaitInMs || !(await work.deadline.sleepBeforeTry(100))) {
            return false;
        }
    }
    return true;
}

function shows(device: Device, account: string): boolean {
    return viewAccount(device, { userPrincipalName: account }).ours.length > 0;
}

/** Graph documents no code for it; 409 is what a conflict would be, and Intune is known to say 400 for much. */
function isConflict(error: unknown): error is ServiceError {
    return (
        error instanceof ServiceError &&
        (error.statusCode === 409 ||
            (error.statusCode === 400 && /already|assigned|conflict|exists/i.test(error.message)))
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
