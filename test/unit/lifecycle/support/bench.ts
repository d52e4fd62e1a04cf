import type { Deployment, EmulatorOptions, Fault } from "#emulator/index";
import { createServices } from "#provider/host/services";
import type { LifecycleContext } from "#provider/lifecycle/context";
import { createPlan } from "#provider/lifecycle/createPlan";
import { type MemoryEmulator, memoryEmulator } from "../../../model/support/memoryEmulator";
import { type VirtualClock, virtualClock } from "../../support/virtualClock";
import { arm, deviceId, member, otherDeviceId, project } from "./samples";

/** One line that a verb said. */
export interface Line {
    severity: "info" | "warning";
    text: string;
}

/** What one provider process has: its context, and the lines that it said. */
export interface Run {
    context: LifecycleContext;
    lines: Line[];
    /** All lines of a severity, as one text. */
    said(severity: Line["severity"]): string;
    /** Stops the process, as the end of the engine does. */
    abort(reason: Error): void;
}

/** An emulator, and processes that work against it on the same clock. */
export class Bench {
    readonly clock: VirtualClock = virtualClock();
    readonly emulator: MemoryEmulator = memoryEmulator({ clock: this.clock, random: () => 0 });

    /** Empties the emulator and seeds it again. */
    clean(): void {
        this.emulator.reset();
        this.seed([]);
    }

    /** Sets the members of the project, and its deployments (default: none); the devices are free again. */
    seed(accounts: readonly string[], deployments?: readonly Deployment[]): void {
        this.emulator.putState({
            projects: { [project]: { resources: accounts.map((account) => member(account)), deployments } },
            devices: {
                [deviceId]: { serialNumber: "R9-1", displayName: "Room 12" },
                [otherDeviceId]: { serialNumber: "R9-2", displayName: "Room 13" },
            },
        });
    }

    options(options: Partial<EmulatorOptions>): void {
        this.emulator.setOptions(options);
    }

    faults(...faults: Fault[]): void {
        this.emulator.setFaults(faults);
    }

    /** Starts what one provider process holds. */
    run({ withKey = false, deleteDeployments }: { withKey?: boolean; deleteDeployments?: string } = {}): Run {
        const { clock, emulator } = this;
        const lines: Line[] = [];
        const say = (severity: Line["severity"]) => (text: string) => void lines.push({ severity, text });
        const report = { info: say("info"), warn: say("warning") };
        const plan = createPlan({
            clock,
            report,
            deleteDeployments: { config: deleteDeployments },
            loadLanguage: async () => services.language,
        });
        const { members, names } = plan;
        const services = createServices({
            keys: withKey ? JSON.stringify({ [emulator.url]: emulator.world.languageKey }) : undefined,
            members,
            names,
            say: say("info"),
            clock,
            random: () => 1,
            transport: emulator.transport,
            createCredential: emulator.createCredential,
            env: {},
        });
        const controller = new AbortController();
        const context: LifecycleContext = {
            ...services,
            ...plan,
            signal: controller.signal,
        };
        return {
            context,
            lines,
            said: (severity) =>
                lines
                    .filter((line) => line.severity === severity)
                    .map((line) => line.text)
                    .join("\n"),
            abort: (reason) => controller.abort(reason),
        };
    }

    /** Inputs of an assignment of the project, as `check` completes them. */
    assignment(accounts: readonly string[], more: Record<string, unknown> = {}): Record<string, unknown> {
        return {
            endpoint: this.emulator.url,
            projectName: "EmailApp",
            projectKind: "conversations",
            apiVersion: "2022-10-01-preview",
            existing: "adopt",
            deleteDeployments: false,
            logicalName: "email-app",
            resources: accounts.map((account) => member(account)),
            ...more,
        };
    }

    /** Inputs of a binding of the first device, as `check` completes them. */
    binding(userPrincipalName: string, more: Record<string, unknown> = {}): Record<string, unknown> {
        return {
            deviceId,
            userPrincipalName,
            cloud: "public",
            graphEndpoint: this.emulator.url,
            existing: "adopt",
            logicalName: "room-12",
            ...more,
        };
    }

    /** The accounts that the project really has, in alphabetical order. */
    members(): string[] {
        const resources = this.emulator.state().projects[project]?.resources ?? [];
        return resources.map(({ azureResourceId }) => azureResourceId.slice(arm("").length)).sort();
    }

    /** The account that a device really has. */
    account(id = deviceId): string | undefined {
        return this.emulator.state().devices[id]?.resourceAccount?.userPrincipalName;
    }

    /** How often a request came whose method and path match; inner ones of a batch included. */
    count(pattern: RegExp): number {
        return this.emulator.state().requests.filter(({ method, path }) => pattern.test(`${method} ${path}`)).length;
    }

    /** The accounts of each job, in the order in which they were started: `assign Weu,Neu`. */
    jobs(): string[] {
        const short = (ids: readonly string[]) => ids.map((id) => id.slice(arm("").length)).join(",");
        return this.emulator.state().jobs.map(({ kind, resources }) => `${kind} ${short(resources)}`);
    }
}
