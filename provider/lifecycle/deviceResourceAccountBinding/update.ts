import type { ResourceAccount } from "../../graph/deviceService";
import { canonicalUpn } from "../../validation/canonicalUpn";
import type { LifecycleContext } from "../context";
import { deadlineOf } from "../timeouts";
import { toProperties } from "../toProperties";
import { viewAccount } from "./accountView";
import { BindingWork } from "./bindingWork";
import { bindUnseen, takeOver } from "./create";
import { sameAccount } from "./diff";
import { stateOf, traced } from "./result";
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
    if (!old.pending && !old.drifted && sameAccount(old, now)) {
        work.noteOwned();
        const { serialNumber, displayName, observedIn } = old;
        return toProperties({ ...now, ownedSince: work.ownedSince, serialNumber, displayName, observedIn });
    }
    return context.graph.inTurn(now, async () => {
        const observedIn = await traced(work, () => exchange(context, work, old), old, id);
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
    const now = viewAccount(device, work.inputs);
    if (now.ours.length > 0 && isReached(old, work.inputs)) {
        return now.ours;
    }
    if (viewAccount(device, old).ours.length > 0) {
        // What refresh found there instead of ours may be a user, and no account to be unbound.
        const refusable = old.drifted === true;
        await work.unbind(true, (seen) => viewAccount(seen, old).ours.length === 0, refusable);
        return work.bind(work.device ?? device);
    }
    if (now.other !== undefined) {
        return takeOver(context, work, now.other);
    }
    if (old.observedIn.length > 0) {
        // Where the old account was seen nothing is to be seen now: somebody has unbound it.
        work.unbound = true;
        return bindUnseen(context, work, device);
    }
    await work.unbind(false, () => true);
    return work.bind(device);
}

/** Whether a device that shows the declared UPN has what is declared; with the same UPN as before only the names differ, which may not show. */
function isReached(old: DeviceResourceAccountBindingState, now: ResourceAccount): boolean {
    const renamed = canonicalUpn(old.userPrincipalName) === canonicalUpn(now.userPrincipalName);
    return !renamed || old.pending !== undefined || old.drifted === true;
}
