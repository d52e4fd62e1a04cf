import type { Device } from "../../graph/device";
import type { LifecycleContext } from "../context";
import type { Observed } from "../observed";
import { deadlineOf } from "../timeouts";
import { toProperties } from "../toProperties";
import { lookTwice } from "../unlessGone";
import { viewAccount, viewWhereSeen } from "./accountView";
import { sayGone, withWayOutOfDeadHost } from "./forgetting";
import { idOf } from "./result";
import { type DeviceResourceAccountBindingState, inputsOf, readState } from "./state";

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
