import { isoNow } from "../../polling/isoNow";
import { canonicalGuid } from "../../validation/canonicalGuid";
import { canonicalUpn } from "../../validation/canonicalUpn";
import { PartialError } from "../partialError";
import { toProperties } from "../toProperties";
import type { BindingWork } from "./bindingWork";
import { RestoredError, UnrestoredError } from "./replaceAccount";
import {
    type AccountProperty,
    type DeviceResourceAccountBindingInputs,
    type DeviceResourceAccountBindingState,
    keptOf,
} from "./state";

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
        kept: work.keeps ? keptOf(work.inputs.deviceId) : undefined,
        pending: work.pending,
    };
}

/**
 * Does the work; when it fails after its first effective step, throws what is to be remembered of it: as long as the
 * account that the device had before is not surely unbound, or the declared one was refused, that account; else the
 * declared one, still to be bound.
 */
export async function traced<T>(
    work: BindingWork,
    run: () => Promise<T>,
    prior?: DeviceResourceAccountBindingState,
    id = idOf(work.inputs),
): Promise<T> {
    try {
        const result = await run();
        work.noteHeld();
        return result;
    } catch (error) {
        if (!work.effective || error instanceof RestoredError || !(error instanceof Error)) {
            throw error;
        }
        work.noteHeld();
        throw partialError(work, error, prior, id);
    }
}

/** What is to be remembered after a failure: what the device surely has not is not remembered as bound. */
function partialError(
    work: BindingWork,
    error: Error,
    prior: DeviceResourceAccountBindingState | undefined,
    id: string,
): PartialError {
    const refused = error instanceof UnrestoredError ? error : undefined;
    const state = {
        ...stateOf(work, refused?.emptied ?? []),
        pending: work.pending ?? { verb: "assign", since: isoNow(work.deadline.clock) },
        ...(work.unbound && !refused ? {} : accountOf(prior)),
        ...(mayBeOurs(refused, prior) ? { observedIn: [] } : {}),
    };
    const what = refused ? "Run" : "What the device has now is not certain: run";
    const reasons = [error.message, `${what} the same command again to go on, or destroy to clean up.`];
    return new PartialError(id, toProperties(state), reasons, error);
}

/** Whether the device may have the account of the state again: then nothing that it shows, or does not, is proof of that. */
function mayBeOurs(
    refused: UnrestoredError | undefined,
    prior: DeviceResourceAccountBindingState | undefined,
): boolean {
    const account = refused?.mayBeBack;
    return (
        account !== undefined &&
        prior !== undefined &&
        canonicalUpn(account.userPrincipalName) === canonicalUpn(prior.userPrincipalName)
    );
}

function accountOf(prior: DeviceResourceAccountBindingState | undefined) {
    if (!prior) {
        return {};
    }
    const { userPrincipalName, addressableUserName, resourceAccountName, observedIn } = prior;
    return { userPrincipalName, addressableUserName, resourceAccountName, observedIn };
}
