import type { Device } from "../../graph/device";
import { deviceKey } from "../../graph/deviceAddress";
import { AmbiguousError } from "../../http/ambiguousError";
import { isNotFound } from "../../http/isNotFound";
import { printableText } from "../../validation/printableText";
import type { LifecycleContext } from "../context";
import { ownerOf } from "../ownerOf";
import { deadlineOf } from "../timeouts";
import { lookTwice, unlessGone } from "../unlessGone";
import { viewAccount, viewWhereSeen } from "./accountView";
import { BindingWork } from "./bindingWork";
import { sayNothingToUnbind, withWayOutOfDeadHost } from "./forgetting";
import { type DeviceResourceAccountBindingState, readState } from "./state";

/**
 * Unbinds our account. A device that is gone is done; a device that another resource of this run declares, that this
 * one's replacement has, or that shows another account where it once showed ours, is left alone with a word about it.
 */
export async function remove(context: LifecycleContext, properties: Record<string, unknown>): Promise<void> {
    const state = readState(properties);
    const work = new BindingWork(context, state, deadlineOf("delete", state.timeouts, context.clock, context.signal));
    const unbind = async () => {
        const heir = heirOf(context, state);
        if (heir !== undefined) {
            context.report.info(`"${ownerOf(state)}" leaves Autopilot device ${state.deviceId} as it is: ${heir}`);
            return;
        }
        const { found: device, gone } = await lookTwice(work.deadline, () => work.look());
        if (!device) {
            sayNothingToUnbind(context, state, gone);
            return;
        }
        await unbindOurs(context, work, state, device).catch(async (error: unknown) => {
            if (!isNotFound(error) || (await showsOurs(work, state))) {
                throw withWayOn(error);
            }
        });
    };
    await context.graph.inTurn(state, unbind).catch((error: unknown) => {
        throw withWayOutOfDeadHost(error, state);
    });
}

/** Who has the device from now on, in words: its replacement, where that was forced and not needed, or another resource. */
function heirOf({ devices }: LifecycleContext, state: DeviceResourceAccountBindingState): string | undefined {
    const key = deviceKey(state);
    if (devices.holders.isReplaced(ownerOf(state), key, state.ownedSince)) {
        return "its replacement has it";
    }
    const other = devices.otherOwner(key, state.logicalName);
    return other && `"${other}" declares it`;
}

/** Whether our account is still to be seen, by a second look: one 404 proves no device gone that was there a moment ago. */
async function showsOurs(work: BindingWork, state: DeviceResourceAccountBindingState): Promise<boolean> {
    const device = await unlessGone(work.deadline, () => work.look());
    return device !== undefined && viewAccount(device, state).ours.length > 0;
}

/** A delete that fails leaves the state as it was, so that an up alone would not see what it did. */
function withWayOn(error: unknown): unknown {
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

/** The account of somebody else that stands where ours was seen; refresh may have told us of it before. */
function foreignAccount(state: DeviceResourceAccountBindingState, device: Device): string | undefined {
    const { ours, other } = viewWhereSeen(device, state, state.observedIn);
    return state.drifted && ours.length > 0 ? state.userPrincipalName : other;
}
