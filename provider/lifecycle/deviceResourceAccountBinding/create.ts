import { AssignmentsError, ServiceError } from "../../core/errors";
import { toProperties } from "../../core/json";
import { printableText } from "../../core/text";
import type { ResourceAccount } from "../../graph/client";
import { type Device, deviceKey } from "../../graph/device";
import type { LifecycleContext } from "../context";
import { ownerOf } from "../results";
import { deadlineOf } from "../timeouts";
import { sameAccount, viewUnknown } from "./account/accountView";
import { BindingWork } from "./account/bindingWork";
import { adopt, bindUnseen, keep, knowsOurs, takeOver } from "./account/existingAccount";
import { afterFailedBind, extended } from "./account/refusedAccount";
import { bindWhenFree, idIn } from "./account/replaceAccount";
import { accountOf, idOf, isExposedBy, stateOf, withPartialState } from "./account/result";
import { type AccountProperty, type DeviceResourceAccountBindingInputs, readState } from "./state";

/**
 * Binds the account, or adopts it where the device shows it already.
 * @throws PartialError when the device was, or may have been, changed; any other error means that it was not.
 */
export async function create(context: LifecycleContext, properties: Record<string, unknown>) {
    const inputs = readState(properties);
    const work = new BindingWork(context, inputs, deadlineOf("create", inputs.timeouts, context.clock, context.signal));
    return work.run(async () => {
        const previous = accountReplaced(context, inputs);
        const prior = previous && !isExposedBy(previous, inputs) ? { ...inputs, ...accountOf(previous) } : undefined;
        const run = () =>
            establish(context, work, inputs, previous).catch((error: unknown) => {
                throw withUnbound(context, inputs, error);
            });
        const observedIn = await withPartialState(work, run, { prior, isNew: true });
        context.history.noteCreated(ownerOf(inputs));
        return { id: idOf(inputs), state: toProperties(stateOf(work, observedIn)) };
    });
}

/** Makes the declared account the device's account, from whatever the device shows now. */
async function establish(
    context: LifecycleContext,
    work: BindingWork,
    inputs: DeviceResourceAccountBindingInputs,
    previous: ResourceAccount | undefined,
): Promise<AccountProperty[]> {
    const device = await work.look().catch((error: unknown) => {
        throw withReplaced(previous, error);
    });
    const { ours, other } = viewUnknown(device, inputs);
    if (ours.length > 0) {
        return inputs.existing === "keep" && !knowsOurs(context, inputs)
            ? keep(context, work, ours)
            : adopt(context, inputs, ours);
    }
    if (other !== undefined) {
        return takeOver(context, work, other);
    }
    return previous ? bindInPlaceOf(context, work, device, previous) : bindUnseen(context, work, device);
}

/** The account that this run has unbound for the resource, as it deleted the old one before; undefined where it is the declared one. */
function accountReplaced(
    { history }: LifecycleContext,
    inputs: DeviceResourceAccountBindingInputs,
): (ResourceAccount & { secretInputs?: string[] }) | undefined {
    const account = history.accountUnboundFor(ownerOf(inputs), deviceKey(inputs));
    return account && !sameAccount(account, inputs) ? account : undefined;
}

/** Binds ours where the deleted predecessor's account was; its state is gone, so that from here on ours tells of the device. */
async function bindInPlaceOf(
    context: LifecycleContext,
    work: BindingWork,
    device: Device,
    previous: ResourceAccount,
): Promise<AccountProperty[]> {
    work.reserveTimeToRestore();
    Object.assign(work, { displaced: previous, unbound: true, effective: true });
    try {
        return await bindWhenFree(context, work, device);
    } catch (error) {
        throw await afterFailedBind(work, previous, error);
    }
}

/** Whatever stops a create before it binds anything: the account that its predecessor had is named. */
function withReplaced(previous: ResourceAccount | undefined, error: unknown): unknown {
    return previous && error instanceof AssignmentsError
        ? extended(
              error,
              `${printableText(previous.userPrincipalName)} had been unbound for it and is not bound again.`,
          )
        : error;
}

/** Whatever stops a create, an account that this run has taken from another device for it is named. */
function withUnbound(
    { history }: LifecycleContext,
    inputs: DeviceResourceAccountBindingInputs,
    error: unknown,
): unknown {
    const from = history.unboundFrom(inputs.userPrincipalName);
    const isPlain =
        error instanceof AssignmentsError &&
        (error.constructor === AssignmentsError || error.constructor === ServiceError);
    return from !== undefined && isPlain
        ? extended(
              error,
              `${printableText(inputs.userPrincipalName)} was unbound from Autopilot device ${idIn(from)} in this run, and no device has it now.`,
          )
        : error;
}
