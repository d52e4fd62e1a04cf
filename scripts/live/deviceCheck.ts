import { AmbiguousError, ServiceError } from "#provider/core/errors";
import { pollUntil } from "#provider/core/poll";
import type { Device } from "#provider/graph/device";
import { viewAccount } from "#provider/lifecycle/deviceResourceAccountBinding/account/accountView";
import { type Check, hadNoEffect, LeftAlone, Refusal } from "./check";
import type { LiveTarget } from "./liveArguments";
import type { LiveServices } from "./services";

/** How long a device is looked at after an action; how soon it shows one is undocumented. */
const longestLookInMs = 30_000;
const lostAnswerLookInMs = 2_000;
/** An unbind whose answer is lost is sent again, so often. */
const mostUnbinds = 3;

/** Binds an account to a device that shows none, and unbinds it again. */
export class DeviceCheck implements Check {
    private readonly account: { userPrincipalName: string };
    /** Whether Graph surely did nothing. */
    private isRefused = false;
    /** Whether Graph has confirmed the bind, and whether the device has shown it since. */
    private isBound = false;
    private hasShown = false;

    constructor(
        private readonly services: LiveServices,
        private readonly target: Extract<LiveTarget, { kind: "device" }>,
    ) {
        this.account = { userPrincipalName: target.account };
    }

    get story(): string {
        const { device, account } = this.target;
        return (
            `${account} is bound to Autopilot device ${device.deviceId}, and unbound again. ` +
            "A device may have an account that it does not show: that one would be lost. Go on only if you know that it has none."
        );
    }

    get remains(): string {
        return `${this.target.account} may still be bound to Autopilot device ${this.target.device.deviceId}`;
    }

    async describe(): Promise<string> {
        const shown = this.shown(await this.read("undo"));
        const { deviceId } = this.target.device;
        return shown === undefined
            ? `Autopilot device ${deviceId} shows no account, which need not mean that it has none.`
            : `Autopilot device ${deviceId} shows ${shown}.`;
    }

    async look(): Promise<void> {
        const device = await this.read("change");
        const shown = this.shown(device);
        if (shown !== undefined) {
            throw new Refusal(
                `Autopilot device ${device.id} shows an account or user, ${shown}: the check binds only what has none.`,
            );
        }
    }

    async change(): Promise<void> {
        const { device } = this.target;
        await this.services.graph
            .assign(device, this.account, this.services.deadline("change"))
            .catch((error: unknown) => {
                this.isRefused = hadNoEffect(error);
                throw error;
            });
        this.isBound = true;
        const seen = await this.watch("change", (view) => view.ours.length > 0);
        const { ours } = viewAccount(seen, this.account);
        this.hasShown = ours.length > 0;
        this.services.say(
            ours.length > 0
                ? `the device shows the account in ${ours.join(" and ")}`
                : "the device does not show the account",
        );
    }

    async undo(): Promise<void> {
        if (this.isRefused) {
            return;
        }
        const { device } = this.target;
        for (let sent = 0; sent < mostUnbinds; sent += 1) {
            const { other } = viewAccount(await this.read("undo"), this.account);
            if (other !== undefined) {
                throw new LeftAlone(`the device shows ${other}, which the check did not bind: nothing was unbound`);
            }
            // What does not show may be bound all the same.
            const isSettled = await this.unbind();
            // Where the answer was lost, it may still be bound: that is not worth a long look.
            const longestInMs = isSettled ? longestLookInMs : lostAnswerLookInMs;
            const seen = await this.watch("undo", ({ ours }) => ours.length === 0, longestInMs);
            if (isSettled && this.shown(seen) === undefined) {
                this.services.say("the device shows no account");
                return;
            }
        }
        throw new Error(
            `Autopilot device ${device.deviceId} may still have ${this.target.account} after ${mostUnbinds} unbinds: it shows the account, or none of them was confirmed`,
        );
    }

    /**
     * Whether the look that follows can tell what became of it. A 400 is what a device without any account may answer, but so does one
     * whose unbind failed: where it shows nothing, only that nobody has confirmed the bind speaks for the first.
     */
    private async unbind(): Promise<boolean> {
        try {
            await this.services.graph.unassign(this.target.device, this.services.deadline("undo"));
            return true;
        } catch (error) {
            if (error instanceof ServiceError && error.statusCode === 400) {
                this.services.say(error.message);
                return this.hasShown || !this.isBound;
            }
            if (error instanceof AmbiguousError) {
                this.services.say(error.message);
                return false;
            }
            throw error;
        }
    }

    private read(part: "change" | "undo"): Promise<Device> {
        return this.services.graph.get(this.target.device, this.services.deadline(part));
    }

    private shown(device: Device): string | undefined {
        const { ours, other } = viewAccount(device, this.account);
        return ours.length > 0 ? this.target.account : other;
    }

    /** Looks until it is as expected, but not for long: many tenants may show nothing at all. */
    private async watch(
        part: "change" | "undo",
        isExpected: (view: ReturnType<typeof viewAccount>) => boolean,
        longestInMs = longestLookInMs,
    ): Promise<Device> {
        const { value } = await pollUntil({
            deadline: this.services.deadline(part).within(longestInMs),
            poll: async () => {
                const device = await this.read(part);
                return { done: isExpected(viewAccount(device, this.account)), value: device };
            },
        });
        return value;
    }
}
