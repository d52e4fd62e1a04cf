import { isoNow } from "../../../core/clock";
import { toProperties } from "../../../core/json";
import type { ResourceAccount } from "../../../graph/client";
import { canonicalGuid, canonicalUpn } from "../../../validation/ids";
import { isUserPrincipalName } from "../../../validation/rules";
import { PartialError } from "../../results";
import {
    type AccountProperty,
    type DeviceResourceAccountBindingInputs,
    type DeviceResourceAccountBindingState,
    keptOf,
    type PendingBinding,
} from "../state";
import { sameAccount } from "./accountView";
import type { BindingWork } from "./bindingWork";
import { RestoredError, UnrestoredError } from "./refusedAccount";

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

const accountInputs = ["userPrincipalName", "addressableUserName", "resourceAccountName"];

/** What a verb starts from. */
export interface Start {
    /** What was remembered, or, of a new resource, what its deleted predecessor had. */
    prior?: DeviceResourceAccountBindingState;
    /** The id that the engine knows the resource by. Default: a new resource's. */
    id?: string;
    /** Whether no state of the resource holds where the verb fails. */
    isNew?: boolean;
}

/**
 * Does the work. If it fails after a step that had an effect, throws a PartialError with what is to be remembered: the account that the
 * device had before, as long as that is not surely unbound or the declared one is surely not bound; else the declared one, still to be
 * bound.
 */
export async function withPartialState<T>(work: BindingWork, run: () => Promise<T>, start: Start = {}): Promise<T> {
    try {
        const result = await run();
        work.noteHeld();
        return result;
    } catch (error) {
        const holds = error instanceof RestoredError && (!start.isNew || !start.prior);
        if (!work.effective || holds || !(error instanceof Error)) {
            throw error;
        }
        work.noteHeld();
        throw partialError(work, error, start);
    }
}

/** What is to be remembered after a failure; an account that the device surely does not have is not remembered as bound. */
function partialError(work: BindingWork, error: Error, { prior, id = idOf(work.inputs) }: Start): PartialError {
    const settled = settledState(work, error, prior);
    const isCertain = error instanceof UnrestoredError || error instanceof RestoredError;
    const what = isCertain ? "Run" : "What the device has now is not certain: run";
    const reasons = [error.message, `${what} the same command again to go on, or destroy to clean up.`];
    return new PartialError(id, toProperties(settled), reasons, error);
}

function settledState(
    work: BindingWork,
    error: Error,
    prior: DeviceResourceAccountBindingState | undefined,
): DeviceResourceAccountBindingState {
    const refused = error instanceof UnrestoredError ? error : undefined;
    const state = {
        ...stateOf(work, refused?.emptied ?? []),
        ...(refused || keepsPrior(work, prior) ? boundOf(prior) : {}),
        ...(mayBeOurs(refused, prior) ? { observedIn: [] } : {}),
    };
    return error instanceof RestoredError
        ? { ...state, ...boundOf(prior), observedIn: error.seenIn }
        : { ...state, pending: pendingOf(work, state) };
}

/** Whether the state is to keep the account it has: it may still be bound, or it is ours and the declared one surely is not. */
function keepsPrior(work: BindingWork, prior: DeviceResourceAccountBindingState | undefined): boolean {
    const isSent = work.pending?.verb === "assign";
    const isOwn = prior !== undefined && !prior.drifted && !prior.kept;
    return !work.unbound || (isOwn && !isSent && !isExposedBy(prior, work.inputs));
}

/** What is still to be done, with the account that was unbound if the state does not name it. */
function pendingOf(work: BindingWork, state: DeviceResourceAccountBindingState): PendingBinding {
    const { displaced } = work;
    const pending = work.pending ?? { verb: "assign", since: isoNow(work.deadline.clock) };
    const isKnown = !displaced || sameAccount(displaced, state) || !isUserPrincipalName(displaced.userPrincipalName);
    return isKnown || isSecret(work.inputs) || isSecret(displaced)
        ? pending
        : { ...pending, displaced: accountOf(displaced) };
}

/** Whether a part of an account that was secret would no longer be secret in the state of the inputs given. */
export function isExposedBy(
    { secretInputs: before = [] }: { secretInputs?: string[] },
    { secretInputs: now = [] }: { secretInputs?: string[] },
): boolean {
    return accountInputs.some((name) => before.includes(name) && !now.includes(name));
}

/** Whether any part of the account is secret: Pulumi encrypts by property, so none of it may be copied to another one. */
function isSecret({ secretInputs = [] }: { secretInputs?: string[] }): boolean {
    return accountInputs.some((name) => secretInputs.includes(name));
}

/** Whether the device may have the account of the state again, of which what it shows is no proof either way. */
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

/** The account alone. */
export function accountOf({ userPrincipalName, addressableUserName, resourceAccountName }: ResourceAccount) {
    return { userPrincipalName, addressableUserName, resourceAccountName };
}

function boundOf(prior: DeviceResourceAccountBindingState | undefined) {
    return prior ? { ...accountOf(prior), observedIn: prior.observedIn } : {};
}
