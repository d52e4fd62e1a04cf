import { isoNow } from "../../../core/clock";
import type { Deadline } from "../../../core/deadline";
import { AmbiguousError, againHint, DeadlineError, ServiceError } from "../../../core/errors";
import { pollUntil } from "../../../core/poll";
import type { ResourceAccount } from "../../../graph/client";
import { type Device, deviceKey } from "../../../graph/device";
import type { LifecycleContext } from "../../context";
import { ownerOf } from "../../results";
import type { AccountProperty, DeviceResourceAccountBindingInputs, DeviceResourceAccountBindingState } from "../state";
import { changedToOurs } from "./accountView";

/** How long a read may stay behind an action that Graph has confirmed is undocumented: we look this long, then stop looking. */
const readBackInMs = 10_000;
/** In a tenant that has shown no account of this run so far, a shorter look will do. */
const readBackOfHiddenInMs = 2_000;
/** How much of the time that is left is kept for binding again what was unbound: a share, and no more than that. */
const restoring = { share: 0.25, mostInMs: 60_000 };

/** One verb's work on one device: what it has done, and what is still open. */
export class BindingWork {
    /** Set while a request is under way or its answer was lost. */
    pending?: DeviceResourceAccountBindingState["pending"];
    /** Whether Graph took any request, so that the device may differ from before. */
    effective = false;
    /** Whether the account that the device had before is surely unbound. */
    unbound = false;
    /** The account of the resource itself, or of its stack, that is to make room for the declared one. */
    displaced?: ResourceAccount & { secretInputs?: string[] };
    /** Whether what is there was there before, and is not to be ours. */
    keeps = false;
    /** The device as last read. */
    device?: Device;
    /** By when the change itself must be done; what is left of `deadline` after it is for undoing the change. */
    limit: Deadline;

    constructor(
        private readonly context: LifecycleContext,
        /** The binding that the work is for. */
        readonly inputs: DeviceResourceAccountBindingInputs,
        /** Bounds all of it. */
        readonly deadline: Deadline,
        /** Since when the resource has the device, ISO 8601. */
        readonly ownedSince = isoNow(context.clock),
    ) {
        this.limit = deadline;
    }

    /**
     * Notes that the resource has the device in its state, or will have it when its verb returns. Another one may then leave the device
     * to it, and any other resource of its name that is deleted in this run is one that it replaced.
     */
    noteHeld(): void {
        const { devices, history } = this.context;
        const { ownership } = devices;
        if (this.keeps) {
            history.noteKept(deviceKey(this.inputs), this.inputs.userPrincipalName);
        }
        ownership.hold(ownerOf(this.inputs), [deviceKey(this.inputs)]);
        ownership.own(ownerOf(this.inputs), [deviceKey(this.inputs)], this.ownedSince);
    }

    /** Runs the work in the device's turn; other resources of this run can wait for its end. */
    run<T>(work: () => Promise<T>): Promise<T> {
        const { devices, graph } = this.context;
        return devices.ownership.work(ownerOf(this.inputs), () => graph.inTurn(this.inputs, this.deadline, work));
    }

    /** Reads the device. */
    async look(deadline = this.limit): Promise<Device> {
        this.device = await this.context.graph.get(this.inputs, deadline);
        return this.device;
    }

    /**
     * Keeps part of the time for binding again what is about to be unbound.
     * @throws DeadlineError when Pulumi was asked to stop: nothing is taken away that there may be no time to replace.
     */
    keepTimeToRestore(): void {
        const { deadline } = this;
        if (deadline.isShuttingDown) {
            const what = `Changing the account of Autopilot device ${this.inputs.deviceId}`;
            throw new DeadlineError(`${what} was not begun, since Pulumi was asked to stop. ${againHint}`);
        }
        this.reserveTimeToRestore();
    }

    /** Keeps part of the time for binding again what is unbound already. */
    reserveTimeToRestore(): void {
        const { deadline } = this;
        const remainingInMs = deadline.remainingInMs();
        this.limit = deadline.within(remainingInMs - Math.min(remainingInMs * restoring.share, restoring.mostInMs));
    }

    /**
     * Binds an account, ours by default, and answers the properties in which the device shows it; none if it shows it nowhere. After a
     * lost answer the device is looked at before the request is repeated.
     */
    async bind(
        before: Device,
        account: ResourceAccount = this.inputs,
        deadline = this.limit,
    ): Promise<AccountProperty[]> {
        for (let attempt = 0; ; attempt++) {
            const lost = await this.send("assign", () => this.context.graph.assign(this.inputs, account, deadline));
            const isShown = (device: Device) => changedToOurs(before, device, account).length > 0;
            const shown = await this.lookUntil(isShown, lost, deadline);
            if (shown || !lost) {
                this.context.history.noteVisibility(shown !== undefined);
                this.context.history.noteBound(deviceKey(this.inputs), account.userPrincipalName);
                this.pending = undefined;
                return shown ? changedToOurs(before, shown, account) : [];
            }
            await this.backOff(attempt, lost, deadline);
        }
    }

    /**
     * Unbinds the device's account, whatever it is, and waits a while for the device to stop showing it.
     * What Graph says when none is bound is undocumented: where nothing shows, a refusal means just that; so it may where
     * what shows may be a user (`refusable`).
     */
    async unbind(visible: boolean, gone: (device: Device) => boolean, refusable = !visible): Promise<void> {
        for (let attempt = 0; ; attempt++) {
            const lost = await this.sendUnassign(refusable, gone);
            const shown = visible ? await this.lookUntil(gone, lost, this.limit) : undefined;
            if (shown || !lost) {
                this.context.history.noteBound(deviceKey(this.inputs), undefined);
                this.pending = undefined;
                this.unbound = true;
                return;
            }
            await this.backOff(attempt, lost, this.limit);
        }
    }

    private async sendUnassign(
        refusable: boolean,
        gone: (device: Device) => boolean,
    ): Promise<AmbiguousError | undefined> {
        try {
            return await this.send("unassign", () => this.context.graph.unassign(this.inputs, this.limit));
        } catch (error) {
            const refused = error instanceof ServiceError && [400, 404, 409].includes(error.statusCode);
            if (!refused || (!refusable && !gone(await this.look()))) {
                throw error;
            }
            return undefined;
        }
    }

    /** Sends one action; answers the error when its effect is unknown, and throws when it surely had none. */
    private async send(verb: "assign" | "unassign", action: () => Promise<void>): Promise<AmbiguousError | undefined> {
        const before = { pending: this.pending, effective: this.effective };
        const { signal } = this.deadline;
        const isBegun = !signal?.aborted;
        this.pending = { verb, since: isoNow(this.deadline.clock) };
        this.effective = true;
        try {
            await action();
            return undefined;
        } catch (error) {
            if (error instanceof AmbiguousError) {
                return error;
            }
            if (isBegun && signal?.aborted) {
                // It may have been on its way.
                throw error;
            }
            // After a lost answer a refusal says nothing of the first request: that one stays pending.
            Object.assign(this, before);
            throw error;
        }
    }

    /**
     * Reads the device until it shows what is awaited, for a bounded while; undefined when it does not. Where no time is
     * left to look, the lost answer is what went wrong.
     */
    private async lookUntil(
        awaited: (device: Device) => boolean,
        lost: AmbiguousError | undefined,
        deadline: Deadline,
    ): Promise<Device | undefined> {
        const { clock } = deadline;
        const startedAt = clock.now();
        const windowInMs = this.context.history.hidesAccounts ? readBackOfHiddenInMs : readBackInMs;
        const poll = async () => {
            const device = await this.look(deadline).catch((error: unknown) => {
                throw lost && error instanceof DeadlineError && !error.lastError ? lost : error;
            });
            const isAwaited = awaited(device);
            const done = isAwaited || clock.now() - startedAt >= windowInMs;
            return { done, value: isAwaited ? device : undefined };
        };
        return (await pollUntil({ deadline, poll })).value;
    }

    private async backOff(attempt: number, lost: AmbiguousError, deadline: Deadline): Promise<void> {
        if (!(await deadline.sleepBeforeTry(Math.min(1000 * 2 ** attempt, 30_000)))) {
            throw lost;
        }
    }
}
