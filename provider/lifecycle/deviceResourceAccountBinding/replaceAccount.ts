import { AmbiguousError, AssignmentsError, ServiceError } from "../../core/errors";
import { pollUntil } from "../../core/poll";
import { printableText } from "../../core/text";
import type { ResourceAccount } from "../../graph/client";
import { type Device, deviceKey } from "../../graph/device";
import { canonicalUpn } from "../../validation/ids";
import { isUserPrincipalName } from "../../validation/rules";
import type { LifecycleContext } from "../context";
import { ownerOf } from "../results";
import { viewAccount } from "./accountView";
import type { BindingWork } from "./bindingWork";
import type { AccountProperty } from "./state";

/** How long to wait for the program to tell us whose account it is: the old owner may register after the new one. */
export const ownerWaitInMs = 3_000;
/** How long to wait for another binding of this run to unbind the account that is declared here. */
const giverWaitInMs = 20_000;

/** The declared account was refused for good, and the device has again what it had: nothing is to be remembered. */
export class RestoredError extends AssignmentsError {
    constructor(
        refusal: AssignmentsError,
        sentence: string,
        /** The properties that show it again. */
        readonly seenIn: AccountProperty[],
    ) {
        super(refusal.code, `${refusal.message} ${sentence}`, detailsOf(refusal));
    }
}

/** The declared account was refused for good, and what the device had before is not seen to be back. */
export class UnrestoredError extends AssignmentsError {
    constructor(
        refusal: AssignmentsError,
        /** What became of the account that was there, as a sentence. */
        remains: string,
        /** The account that was there and may be back. */
        readonly mayBeBack?: ResourceAccount,
        /** The properties that our unbind emptied: where the device would show an account of somebody else. */
        readonly emptied: AccountProperty[] = [],
    ) {
        super(refusal.code, `${refusal.message} ${remains}`, detailsOf(refusal));
    }
}

/** The account that is to make room for ours. */
export interface Displaced {
    /** As what it can be bound again; undefined where that is not known. */
    account: ResourceAccount | undefined;
    /** Unbinds it. */
    unbind: () => Promise<void>;
    /** What the device shows, where that is not our own: if it stays, it is a user, whom to bind would be wrong. */
    foreign?: string;
}

/**
 * Unbinds what the device has and binds ours in its place. Where ours is refused for good, what was there is bound again;
 * part of the time is kept for that.
 * @throws RestoredError where the device shows it again, UnrestoredError where it does not.
 */
export async function replaceAccount(
    context: LifecycleContext,
    work: BindingWork,
    { account, unbind, foreign }: Displaced,
): Promise<AccountProperty[]> {
    work.keepTimeToRestore();
    work.displaced = foreign === undefined ? account : undefined;
    const shownIn = () => (foreign && work.device ? viewAccount(work.device, { userPrincipalName: foreign }).ours : []);
    const before = shownIn();
    await unbind();
    const after = shownIn();
    try {
        return await bindWhenFree(context, work, work.device ?? (await work.look()));
    } catch (error) {
        if (isWithoutEffect(work, error) && after.length > 0) {
            throw new UnrestoredError(error, stillShown);
        }
        throw await afterFailedBind(work, account, error, before);
    }
}

/**
 * What to throw where binding ours has failed. After a definite refusal the account that the device is to have again is
 * bound first.
 */
export async function afterFailedBind(
    work: BindingWork,
    previous: ResourceAccount | undefined,
    error: unknown,
    emptied: AccountProperty[] = [],
): Promise<unknown> {
    if (!isWithoutEffect(work, error)) {
        return error;
    }
    if (previous && isUserPrincipalName(previous.userPrincipalName)) {
        return restore(work, previous, error, emptied);
    }
    return work.unbound ? new UnrestoredError(error, nothingKnown, undefined, emptied) : error;
}

const stillShown =
    "The device still shows what it showed before: a user, whom no unbind takes away, or an account that is slow to disappear.";
const nothingKnown =
    "What the device had was unbound for it and is not known by a user principal name, so it could not be bound again.";

/** Binds ours; where it is refused while another binding of this run has the account, waits for that one and tries once more. */
export async function bindWhenFree(
    context: LifecycleContext,
    work: BindingWork,
    before: Device,
): Promise<AccountProperty[]> {
    try {
        return await work.bind(before);
    } catch (error) {
        if (!(error instanceof ServiceError) || !isWithoutEffect(work, error)) {
            throw error;
        }
        const givers = await giversOf(context, work);
        if (givers.length === 0) {
            throw withWayToMove(context, work, error);
        }
        const { userPrincipalName, deviceId } = work.inputs;
        const others = givers.map(idIn).join(", ");
        if (!(await haveGivenUp(context, work, givers))) {
            throw extended(
                error,
                `This run is to unbind ${userPrincipalName} from Autopilot device ${others}, which has not happened yet: run the same command again.`,
            );
        }
        context.report.info(
            `"${ownerOf(work.inputs)}" binds ${userPrincipalName} to Autopilot device ${deviceId} once more: it was refused while ${others} had it`,
        );
        return work.bind(before);
    }
}

/**
 * The account that a device shows as `shown`, to be bound again if need be: one that this stack knows, with its names, or
 * else what the device tells. Undefined where only a display name is to be had.
 */
export function accountShown(
    device: Device,
    shown: string,
    known: readonly ResourceAccount[],
): ResourceAccount | undefined {
    const ours = known.find(({ userPrincipalName }) => canonicalUpn(userPrincipalName) === canonicalUpn(shown));
    if (ours || !isUserPrincipalName(shown)) {
        return ours && isUserPrincipalName(ours.userPrincipalName) ? ours : undefined;
    }
    // A device is read without what does not print: a name that had such characters is not known as it was.
    const named = (name: string | undefined) =>
        name && canonicalUpn(name) !== canonicalUpn(shown) && !/[\uFFFD…]/.test(name) ? name : undefined;
    return {
        userPrincipalName: shown,
        addressableUserName: named(device.addressableUserName),
        resourceAccountName: named(device.resourceName),
    };
}

/** What a warning adds before an account is unbound: what becomes of it if ours is refused. */
export function fateOf(previous: ResourceAccount | undefined, declared: ResourceAccount): string {
    const refused = `if ${declared.userPrincipalName} is refused`;
    return previous
        ? `${refused}, ${printableText(previous.userPrincipalName)} is bound again`
        : `it is not known by its user principal name, so it cannot be bound again ${refused}`;
}

/** Whether our account is surely not bound: no request for it was taken, and no answer to one was lost. */
function isWithoutEffect(work: BindingWork, error: unknown): error is AssignmentsError {
    return (
        error instanceof AssignmentsError &&
        !(error instanceof AmbiguousError) &&
        work.pending === undefined &&
        !work.deadline.signal?.aborted
    );
}

/** Binds the previous account again; answers the error that tells how that went. */
async function restore(
    work: BindingWork,
    previous: ResourceAccount,
    refusal: AssignmentsError,
    emptied: AccountProperty[],
): Promise<Error> {
    const story = `${printableText(previous.userPrincipalName)} had been unbound for it`;
    try {
        const seen = await work.bind(work.device ?? (await work.look(work.deadline)), previous, work.deadline);
        if (seen.length > 0) {
            return new RestoredError(refusal, `${story} and is bound again.`, seen);
        }
        const remains = `${story}. Graph has confirmed that it is bound again, but the device does not show it.`;
        return new UnrestoredError(refusal, remains, previous, emptied);
    } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        return work.pending
            ? new UnrestoredError(
                  refusal,
                  `${story}; whether it is bound again is not certain: ${message}`,
                  previous,
                  emptied,
              )
            : new UnrestoredError(refusal, `${story}, and could not be bound again: ${message}`, undefined, emptied);
    }
}

async function giversOf({ devices, history }: LifecycleContext, { inputs, limit }: BindingWork): Promise<string[]> {
    await devices.quiet(limit.within(ownerWaitInMs));
    return history.givers(deviceKey(inputs), inputs.userPrincipalName);
}

/** How soon to look again whether they have. */
const giverLookInMs = 100;

/** Waits for other bindings to unbind the account; answers whether all have. */
async function haveGivenUp(
    { clock, history }: LifecycleContext,
    { inputs, limit }: BindingWork,
    givers: readonly string[],
): Promise<boolean> {
    const startedAt = clock.now();
    const poll = async () => {
        const haveAll = givers.every((giver) => history.hasGivenUp(giver, inputs.userPrincipalName));
        const done = haveAll || clock.now() - startedAt >= giverWaitInMs;
        return { done, value: haveAll, retryAfterInMs: giverLookInMs };
    };
    return (await pollUntil({ deadline: limit, poll })).value;
}

/** A refusal of an account that the binding's own predecessor still has on the device that it is to leave, with the ways out. */
function withWayToMove(
    { history }: LifecycleContext,
    { inputs }: BindingWork,
    error: AssignmentsError,
): AssignmentsError {
    const { userPrincipalName } = inputs;
    const from = history.stillHasIt(ownerOf(inputs), deviceKey(inputs), userPrincipalName);
    return from === undefined
        ? error
        : extended(
              error,
              `Autopilot device ${idIn(from)}, from which "${ownerOf(inputs)}" is to move, still has ${userPrincipalName}, and Graph may refuse an account ` +
                  "that another device has. Set the resource option deleteBeforeReplace: true, so that it is unbound there first; " +
                  "or take the binding out of the program, run up, and declare it on the new device in a second up.",
          );
}

function idIn(deviceKey: string): string {
    return deviceKey.slice(deviceKey.lastIndexOf(" ") + 1);
}

/** The same error with another sentence, of its own class. */
export function extended(error: AssignmentsError, sentence: string): AssignmentsError {
    const kind = error.constructor as typeof AssignmentsError;
    return new kind(error.code, `${error.message} ${sentence}`, detailsOf(error));
}

function detailsOf(error: AssignmentsError) {
    const { statusCode, requestId, serviceCode, serviceMessage } = error;
    return { statusCode, requestId, serviceCode, serviceMessage, cause: error };
}
