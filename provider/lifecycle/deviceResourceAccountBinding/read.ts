import type { ServiceError } from "../../core/errors";
import { toProperties } from "../../core/json";
import { type Device, graphRoot } from "../../graph/device";
import type { LifecycleContext } from "../context";
import * as forgetting from "../gone";
import { lookTwice } from "../gone";
import { type Observed, ownerOf } from "../results";
import { deadlineOf } from "../timeouts";
import { viewAccount, viewWhereSeen } from "./account/accountView";
import { idOf } from "./account/result";
import { type DeviceResourceAccountBindingState, inputsOf, readState } from "./state";

/** Says that refresh takes the binding for gone, and why; `gone` is the answer where the device itself was not found. */
export function sayGone(
    context: LifecycleContext,
    state: DeviceResourceAccountBindingState,
    gone: ServiceError | undefined,
): void {
    const answer = gone
        ? `the answer was, twice, ${forgetting.answerOf(gone)}`
        : `its ${state.observedIn.join(" and ")}, where ${state.userPrincipalName} was seen, ${state.observedIn.length === 1 ? "shows" : "show"} no account`;
    context.report.warn(
        `Refresh takes "${ownerOf(state)}" for gone and drops it from the state: ${searchOf(context, state)}; ${answer}. ` +
            "If it is there after all, correct tenant, graphEndpoint or deviceId and run up, which adopts what is bound.",
    );
}

/** Says that a delete found no device, and so had nothing to unbind. */
export function sayNothingToUnbind(
    context: LifecycleContext,
    state: DeviceResourceAccountBindingState,
    gone: ServiceError,
): void {
    context.report.warn(
        `"${ownerOf(state)}" is deleted with nothing unbound: ${searchOf(context, state)}; the answer was, twice, ${forgetting.answerOf(gone)}. ` +
            "If the device is there after all (in another tenant, say), it still has its account.",
    );
}

/** An error of a dead host, with what to do where nothing will answer there any more. */
export function withWayOutOfDeadHost(error: unknown, state: DeviceResourceAccountBindingState): unknown {
    return forgetting.withWayOutOfDeadHost(
        error,
        `If nothing will ever answer there again, take "${ownerOf(state)}" out of the state with \`pulumi state delete\`.`,
    );
}

/** Where it was looked for, and as whom. */
export function searchOf(context: LifecycleContext, state: DeviceResourceAccountBindingState): string {
    return forgetting.searchOf(context, `Autopilot device ${state.deviceId} was looked for at ${graphRoot(state)}`);
}

/**
 * Tells what the device shows, by the properties in which our own account was seen: empty means gone, another account
 * becomes the account of the inputs, so that the next up binds ours again. What never showed cannot be missed, and what is
 * forgotten is said. While work of an earlier run is unsettled it never answers that the resource is gone.
 */
export async function read(
    context: LifecycleContext,
    properties: Record<string, unknown>,
    id?: string,
): Promise<Observed> {
    const state = readState(properties);
    try {
        return await look(context, state, id);
    } catch (error) {
        throw withWayOutOfDeadHost(error, state);
    }
}

async function look(
    context: LifecycleContext,
    state: DeviceResourceAccountBindingState,
    id?: string,
): Promise<Observed> {
    const deadline = deadlineOf("read", state.timeouts, context.clock, context.signal);
    const { found: device, gone } = await lookTwice(deadline, () => context.graph.get(state, deadline));
    if (state.pending) {
        return observed(device ? { ...state, ...namesOf(device) } : state, id);
    }
    const seen = device && judge(state, device);
    if (!device || !seen) {
        sayGone(context, state, gone);
        return undefined;
    }
    return observed({ ...seen, ...namesOf(device) }, id);
}

/** The state as the device shows it; undefined when our account is gone. */
function judge(
    state: DeviceResourceAccountBindingState,
    device: Device,
): DeviceResourceAccountBindingState | undefined {
    const { ours } = viewAccount(device, state);
    if (state.observedIn.length === 0) {
        return { ...state, observedIn: ours };
    }
    const { ours: still, other } = viewWhereSeen(device, state, state.observedIn);
    if (still.length > 0) {
        return state;
    }
    return other === undefined ? undefined : drifted(state, device, other);
}

function drifted(
    state: DeviceResourceAccountBindingState,
    device: Device,
    other: string,
): DeviceResourceAccountBindingState {
    const shown = (property: "addressableUserName") =>
        state.observedIn.includes(property) ? device[property] : state[property];
    return {
        ...state,
        userPrincipalName: other,
        addressableUserName: state.addressableUserName && shown("addressableUserName"),
        drifted: true,
    };
}

function namesOf({ serialNumber, displayName }: Device) {
    return { serialNumber, displayName };
}

function observed(state: DeviceResourceAccountBindingState, id = idOf(state)): Observed {
    return { id, state: toProperties(state), inputs: toProperties(inputsOf(state)) };
}
