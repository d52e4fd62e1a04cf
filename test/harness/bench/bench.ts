import type { Controls } from "#emulator/control/controls";
import type { EmulatorOptions, Fault } from "#emulator/index";
import { deviceId, project } from "./samples";

/** Emulated services and something that works against them, and what a test sees of the services afterwards. */
export abstract class Bench<Services extends Controls> {
    constructor(readonly emulator: Services) {}

    /** Changes how the services behave. */
    options(options: Partial<EmulatorOptions>): void {
        this.emulator.setOptions(options);
    }

    /** Makes the next requests that match go wrong. */
    faults(...faults: Fault[]): void {
        this.emulator.setFaults(faults);
    }

    /** The accounts that a project really has, in alphabetical order. */
    members(key = project): string[] {
        const { resources = [] } = this.emulator.state().projects[key] ?? {};
        return resources.map(({ azureResourceId }) => accountOf(azureResourceId)).sort();
    }

    /** The UPN of the account that a device really has. */
    account(id = deviceId): string | undefined {
        return this.emulator.state().devices[id]?.resourceAccount?.userPrincipalName;
    }

    /** How often a request came whose method and path match; inner ones of a batch included. */
    count(pattern: RegExp): number {
        return this.emulator.state().requests.filter(({ method, path }) => pattern.test(`${method} ${path}`)).length;
    }

    /** The accounts of each job, in the order in which they were started: `assign Weu,Neu`. */
    jobs(): string[] {
        return this.emulator.state().jobs.map(({ kind, resources }) => `${kind} ${resources.map(accountOf).join(",")}`);
    }
}

function accountOf(azureResourceId: string): string {
    return azureResourceId.slice(azureResourceId.lastIndexOf("/") + 1);
}
