import { isoNow } from "../../polling/isoNow";
import { canonicalGuid } from "../../validation/canonicalGuid";
import { PartialError } from "../partialError";
import { toProperties } from "../toProperties";
import type { BindingWork } from "./bindingWork";
import type { AccountProperty, DeviceResourceAccountBindingInputs, DeviceResourceAccountBindingState } from "./state";

/**
 * The id of a new resource: its cloud and the device's own id. Nothing encrypts an id, so a secret cloud stays out of it, as
 * older versions left every cloud. What is stored keeps the id it has.
 */
export function idOf({ cloud, deviceId, secretInputs }: DeviceResourceAccountBindingInputs): string {
    const id = canonicalGuid(deviceId);
    return secretInputs?.includes("cloud") ? id : `${cloud}/${id}`;
}

/** What is to be remembered of a binding after its work. */
export function stateOf(work: BindingWork, observedIn: AccountProperty[]): DeviceResourceAccountBindingState {
    const { serialNumber, displayName } = work.device ?? {};
    return {
        ...work.inputs,
        ownedSince: work.ownedSince,
        serialNumber,
        displayName,
        observedIn,
        pending: work.pending,
    };
}

/**
 * Does the work; when it fails after its first effective step, throws what is to be remembered of it: as long as the
 * account that the device had before is not surely unbound, that account; then the declared one, still to be bound.
 */
export async function traced<T>(
    work: BindingWork,
    run: () => Promise<T>,
    prior?: DeviceResourceAccountBindingState,
    id = idOf(work.inputs),
): Promise<T> {
    try {
        const result = await run();
        work.noteOwned();
        return result;
    } catch (error) {
        if (!work.effective || !(error instanceof Error)) {
            throw error;
        }
        work.noteOwned();
        const since = isoNow(work.deadline.clock);
        const state = {
            ...stateOf(work, []),
            pending: work.pending ?? { verb: "assign", since },
            ...(work.unbound ? {} : accountOf(prior)),
        };
        const reasons = [
            error.message,
            "What the device has now is not certain: run the same command again to go on, or destroy to clean up.",
        ];
        throw new PartialError(id, toProperties(state), reasons, error);
    }
}

function accountOf(prior: DeviceResourceAccountBindingState | undefined) {
    if (!prior) {
        return {};
    }
    const { userPrincipalName, addressableUserName, resourceAccountName, observedIn } = prior;
    return { userPrincipalName, addressableUserName, resourceAccountName, observedIn };
}
