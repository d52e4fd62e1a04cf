import type { Device } from "../../graph/device";
import { deviceKey } from "../../graph/deviceAddress";
import { AmbiguousError } from "../../http/ambiguousError";
import { DeadlineError } from "../../http/deadlineError";
import { ServiceError } from "../../http/serviceError";
import type { Deadline } from "../../polling/deadline";
import { isoNow } from "../../polling/isoNow";
import { nextDelayInMs } from "../../polling/nextDelayInMs";
import type { LifecycleContext } from "../context";
import { ownerOf } from "../ownerOf";
import { changedToOurs } from "./accountView";
import type { AccountProperty, DeviceResourceAccountBindingInputs, DeviceResourceAccountBindingState } from "./state";

/** How long a read may stay behind an action that Graph has confirmed is undocumented: we look this long, then stop looking. */
const readBackInMs = 10_000;
/** In a tenant that has shown no account of this run so far, a shorter look will do. */
const readBackOfHiddenInMs = 2_000;

/** One verb's work on one device: what it has done, and what is still open. */
export class BindingWork {
    /** Set while a request is under way or its answer was lost. */
    pending?: DeviceResourceAccountBindingState["pending"];
    /** Whether Graph took any request, so that the device may differ from before. */
    effective = false;
    /** Whether the account that the device had before is surely unbound. */
    unbound = false;
    /** The device as last read. */
    device?: Device;

    constructor(
        private readonly context: LifecycleContext,
        /** The binding that is worked for. */
        readonly inputs: DeviceResourceAccountBindingInputs,
        /** Bounds all of it. */
        readonly deadline: Deadline,
        /** Since when the resource has the device, ISO 8601. */
        readonly ownedSince = isoNow(context.clock),
    ) {}

    /** Notes that the resource has the device: what else of its name is deleted in this run is one that it replaced. */
    noteOwned(): void {
        this.context.devices.holders.own(ownerOf(this.inputs), [deviceKey(this.inputs)], this.ownedSince);
    }

    /** Reads the device. */
    async look(): Promise<Device> {
        this.device = await this.context.graph.get(this.inputs, this.deadline);
        return this.device;
    }

    /**
     * Binds our account, and answers the properties that the device shows it in; none when it shows it nowhere.
     * A lost answer is looked for before the request is repeated.
     */
    async bind(before: Device): Promise<AccountProperty[]> {
        for (let attempt = 0; ; attempt++) {
            const lost = await this.send("assign", () =>
                this.context.graph.assign(this.inputs, this.inputs, this.deadline),
            );
            const shown = await this.lookUntil((device) => changedToOurs(before, device, this.inputs).length > 0, lost);
            if (shown || !lost) {
                this.context.history.noteVisibility(shown !== undefined);
                this.pending = undefined;
                return shown ? changedToOurs(before, shown, this.inputs) : [];
            }
            await this.backOff(attempt, lost);
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
            const shown = visible ? await this.lookUntil(gone, lost) : undefined;
            if (shown || !lost) {
                this.pending = undefined;
                this.unbound = true;
                return;
            }
            await this.backOff(attempt, lost);
        }
    }

    private async sendUnassign(
        refusable: boolean,
        gone: (device: Device) => boolean,
    ): Promise<AmbiguousError | undefined> {
        try {
            return await this.send("unassign", () => this.context.graph.unassign(this.inputs, this.deadline));
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
        this.pending = { verb, since: isoNow(this.deadline.clock) };
        this.effective = true;
        try {
            await action();
            return undefined;
        } catch (error) {
            if (error instanceof AmbiguousError) {
                return error;
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
    ): Promise<Device | undefined> {
        const { clock } = this.deadline;
        const startedAt = clock.now();
        const windowInMs = this.context.history.hidesAccounts ? readBackOfHiddenInMs : readBackInMs;
        for (;;) {
            const device = await this.look().catch((error: unknown) => {
                throw lost && error instanceof DeadlineError && !error.lastError ? lost : error;
            });
            const elapsedInMs = clock.now() - startedAt;
            if (awaited(device)) {
                return device;
            }
            if (elapsedInMs >= windowInMs || !(await this.deadline.sleepBeforeTry(nextDelayInMs({ elapsedInMs })))) {
                return undefined;
            }
        }
    }

    private async backOff(attempt: number, lost: AmbiguousError): Promise<void> {
        if (!(await this.deadline.sleepBeforeTry(Math.min(1000 * 2 ** attempt, 30_000)))) {
            throw lost;
        }
    }
}
