import type { Deployment, EmulatorOptions, EmulatorSeed } from "#emulator/index";
import { createServices } from "#provider/host/services";
import type { LifecycleContext } from "#provider/lifecycle/context";
import { createPlan } from "#provider/lifecycle/createPlan";
import { type VirtualClock, virtualClock } from "../../unit/support/virtualClock";
import type { FrontEndName } from "../frontEnds/frontEnds";
import { createHarness, type Harness } from "../harness";
import { type MemoryEmulator, memoryEmulator } from "../memoryEmulator";
import { Bench } from "./bench";
import { deviceId, member, otherDeviceId, project } from "./samples";

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

/** Services without sockets, in a time that only sleeps take; before them verbs alone (`run`), or stacks (`harness`). */
export class MemoryBench extends Bench<MemoryEmulator> {
    readonly clock: VirtualClock;

    /** The services behave as the options say, hold the seed, and are so far away (default: 10 ms). */
    constructor(seed: EmulatorSeed = {}, options: Partial<EmulatorOptions> = {}, latencyInMs = 10) {
        const clock = virtualClock();
        super(memoryEmulator({ clock, random: () => 1, latencyInMs }));
        this.clock = clock;
        this.emulator.setOptions(options);
        this.emulator.putState(seed);
    }

    /** Makes an empty stack, whose resources that front end serves. Default: the dynamic providers. */
    harness(frontEnd?: FrontEndName): Harness {
        return createHarness({ frontEnd, service: this.emulator, clock: this.clock });
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
            say: report.info,
            clock,
            random: () => 1,
            transport: emulator.transport,
            createCredential: emulator.createCredential,
            env: {},
        });
        const controller = new AbortController();
        const ofSeverity = (wanted: Line["severity"]) => lines.filter(({ severity }) => severity === wanted);
        return {
            context: { ...services, ...plan, signal: controller.signal },
            lines,
            said: (severity) =>
                ofSeverity(severity)
                    .map(({ text }) => text)
                    .join("\n"),
            abort: (reason) => controller.abort(reason),
        };
    }

    /** Empties the services, and seeds them again. */
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
}
