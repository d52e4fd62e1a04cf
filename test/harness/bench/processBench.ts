import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { type Emulator, startEmulator } from "#emulator/index";
import { EngineLog } from "../../engine/deployment/engineService";
import type { PropertyMap } from "../../engine/deployment/property";
import { ProviderHost, type ProviderProgram } from "../../engine/deployment/providerHost";
import { Reporter } from "../../engine/deployment/reporter";
import type { EngineEvent } from "../../engine/engineEvent";
import { pluginFolder } from "../../engine/pluginFolder";
import type { FrontEndName } from "../frontEnds/frontEnds";
import { signInEnvironment } from "../signInEnvironment";
import { Bench } from "./bench";
import { assignmentFor, bindingFor, type Declaration } from "./declaration";
import { failureOf } from "./failureOf";
import { deviceId, project } from "./samples";

/** What a bench is made with. */
export interface ProcessOptions {
    /** What serves. Default: `dynamic`. */
    frontEnd?: FrontEndName;
    /** The configuration, once the emulator is known; for dynamic resources by full key. Default: none. */
    config?: (emulator: Emulator) => PropertyMap;
    /** More environment for the process. */
    env?: Record<string, string>;
    /** Default: Pulumi's own process of dynamic providers, or the plugin as the build leaves it. */
    program?: ProviderProgram;
}

const pluginProgram = { script: path.join(pluginFolder, "pulumi-resource-azure-assignments"), takesSecrets: true };

/** The real process of a front end, configured; an engine that only listens to its log; and the services, behind sockets. */
export class ProcessBench extends Bench<Emulator> {
    /** What the process printed, line by line. */
    readonly printed = { stdout: [] as string[], stderr: [] as string[] };
    readonly provider: ProviderHost;
    private readonly frontEnd: FrontEndName;

    private constructor(
        emulator: Emulator,
        private readonly events: readonly EngineEvent[],
        private readonly engine: { address: string; close(): void },
        { frontEnd = "dynamic", env, program }: ProcessOptions,
    ) {
        super(emulator);
        this.frontEnd = frontEnd;
        this.provider = new ProviderHost({
            program: program ?? (frontEnd === "plugin" ? pluginProgram : undefined),
            cwd: __dirname,
            env: { ...signInEnvironment(emulator), ...env },
            engineAddress: engine.address,
            onStdout: (line) => void this.printed.stdout.push(line),
            onStderr: (line) => void this.printed.stderr.push(line),
        });
    }

    /** Starts all; the services have a project of each kind, and a device. */
    static async start(options: ProcessOptions = {}): Promise<ProcessBench> {
        const emulator = await startEmulator();
        emulator.putState({
            projects: { [project]: {}, "analyze-text/EmailApp": {} },
            devices: { [deviceId]: { serialNumber: "R9-0123456" } },
        });
        const events: EngineEvent[] = [];
        const log = new EngineLog(
            new Reporter(
                (event) => events.push(event),
                (text) => text,
            ),
        );
        const bench = new ProcessBench(emulator, events, await log.start(), options);
        try {
            await bench.provider.configure(options.config?.(emulator) ?? {});
        } catch (error) {
            await bench.close();
            throw error;
        }
        return bench;
    }

    /** What the engine was told to log, with the resource that it is about, and whether it is to be forgotten. */
    get diagnostics() {
        return this.events.flatMap((event) => (event.kind === "diagnostic" ? [event.diagnostic] : []));
    }

    /** Its texts. */
    get lines(): string[] {
        return this.diagnostics.map(({ message }) => message);
    }

    /** An assignment to the project, as a program hands it to the front end. */
    assignment(changes?: PropertyMap, name?: string): Declaration {
        return assignmentFor(this.frontEnd, { endpoint: this.emulator.url, ...changes }, name);
    }

    /** A binding of the device, as a program hands it to the front end. */
    binding(changes?: PropertyMap, name?: string): Declaration {
        return bindingFor(this.frontEnd, { graphEndpoint: this.emulator.url, ...changes }, name);
    }

    /** The inputs as `check` completes them. @throws when it fails any. */
    async checked({ urn, inputs }: Declaration): Promise<PropertyMap> {
        const result = await this.provider.check(urn, {}, inputs);
        if (result.failures.length > 0) {
            throw new Error(JSON.stringify(result.failures));
        }
        return result.inputs;
    }

    /** Checks and creates. */
    async created(declared: Declaration): Promise<{ id: string; inputs: PropertyMap; outputs: PropertyMap }> {
        const inputs = await this.checked(declared);
        return { inputs, ...(await this.provider.create(declared.urn, inputs)) };
    }

    /** Begins a create whose job takes ten minutes, to be broken off; resolves once the job is polled. */
    async beginLongCreate(): Promise<{ failure: Promise<Error> }> {
        this.options({ jobDurationMs: 600_000 });
        const { urn, inputs } = this.assignment();
        const failure = failureOf(this.provider.create(urn, inputs));
        while (this.count(/\/assign\/jobs\//) === 0) {
            await Promise.race([delay(10), failure.then((error) => Promise.reject(error))]);
        }
        return { failure };
    }

    /** Ends the engine, as if it were killed. */
    endEngine(): void {
        this.engine.close();
    }

    /** Ends all. */
    async close(): Promise<void> {
        await this.provider.stop();
        this.engine.close();
        await this.emulator.close();
    }
}
