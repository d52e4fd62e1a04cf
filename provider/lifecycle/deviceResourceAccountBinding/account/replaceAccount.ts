import { type AssignmentsError, ServiceError } from "../../../core/errors";
import { pollUntil } from "../../../core/poll";
import { printableText } from "../../../core/text";
import type { ResourceAccount } from "../../../graph/client";
import { type Device, deviceKey } from "../../../graph/device";
import { canonicalUpn } from "../../../validation/ids";
import { isUserPrincipalName } from "../../../validation/rules";
import type { LifecycleContext } from "../../context";
import { ownerOf } from "../../results";
import type { AccountProperty } from "../state";
import { viewAccount } from "./accountView";
import type { BindingWork } from "./bindingWork";
import { afterFailedBind, extended, isWithoutEffect, UnrestoredError } from "./refusedAccount";

/** How long to wait for the program to tell us whose account it is: the old owner may register after the new one. */
export const ownerWaitInMs = 3_000;
/** How long to wait for another binding of this run to unbind the account that is declared here. */
const giverWaitInMs = 20_000;

/** The account that is to make room for ours. */
export interface Displaced {
    /** The account as it can be bound again; undefined if that is not known. */
    account: ResourceAccount | undefined;
    /** Unbinds it. */
    unbind: () => Promise<void>;
    /** What the device shows, if that is not our own: if it stays, it is a user, who must not be bound. */
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

const stillShown =
    "The device still shows what it showed before: a user, whom no unbind takes away, or an account that is slow to disappear.";
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
        name && canonicalUpn(name) !== canonicalUpn(shown) && !/[\uFFFD\u2026]/.test(name) ? name : undefined;
    return {
        userPrincipalName: shown,
        addressableUserName: named(device.addressableUserName),
        resourceAccountName: named(device.resourceName),
    };
}

/** The end of a warning before an account is unbound: what happens to it if ours is refused. */
export function fallbackOf(previous: ResourceAccount | undefined, declared: ResourceAccount): string {
    const refused = `if ${declared.userPrincipalName} is refused`;
    return previous
        ? `${refused}, ${printableText(previous.userPrincipalName)} is bound again`
        : `it is not known by its user principal name, so it cannot be bound again ${refused}`;
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

/** The device's id, in its key. */
export function idIn(deviceKey: string): string {
    return deviceKey.slice(deviceKey.lastIndexOf(" ") + 1);
}
