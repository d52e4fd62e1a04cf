import { type Emulator, startEmulator } from "#emulator/index";
import { EngineLog } from "../../engine/deployment/engineService";
import type { PropertyMap } from "../../engine/deployment/property";
import { ProviderHost, type ProviderProgram } from "../../engine/deployment/providerHost";
import { Reporter } from "../../engine/deployment/reporter";
import type { Diagnostic } from "../../engine/engineEvent";
import { type Declaration, deviceId } from "./declaration";

/** What a bench is made with. */
export interface BenchOptions {
    /** Stack configuration by full key, once the emulator is known. Default: none. */
    config?: (emulator: Emulator) => PropertyMap;
    /** More environment for the provider's process. */
    env?: Record<string, string>;
    /** Default: Pulumi's own process of dynamic providers. */
    program?: ProviderProgram;
}

/** Pulumi's real provider process, with an engine that only listens to its log, and the services emulated. */
export interface ProviderBench {
    emulator: Emulator;
    provider: ProviderHost;
    /** What the engine was told to log. */
    lines: string[];
    /** The same, with the resource that it is about, and whether it is to be forgotten. */
    diagnostics: Diagnostic[];
    /** Ends the engine, as if it were killed. */
    endEngine(): void;
    /** What the process printed, line by line. */
    printed: { stdout: string[]; stderr: string[] };
    /** The inputs as `check` completes them. @throws when it fails any. */
    checked(declared: Declaration): Promise<PropertyMap>;
    /** Checks and creates. */
    created(declared: Declaration): Promise<{ id: string; inputs: PropertyMap; outputs: PropertyMap }>;
    close(): Promise<void>;
}

/** The environment by which a process signs in at an emulator. */
export function signInEnvironment(emulator: Emulator): Record<string, string> {
    return {
        IDENTITY_ENDPOINT: emulator.identityEndpoint,
        IDENTITY_HEADER: emulator.identityHeader,
        AZURE_TOKEN_CREDENTIALS: "ManagedIdentityCredential",
    };
}

/** An emulator with one project of each kind and one device. */
export async function startServices(): Promise<Emulator> {
    const emulator = await startEmulator();
    emulator.putState({
        projects: { "analyze-conversations/EmailApp": {}, "analyze-text/EmailApp": {} },
        devices: { [deviceId]: { serialNumber: "R9-0123456" } },
    });
    return emulator;
}

/** Starts a bench; its provider is configured. */
export async function startBench({ config, env, program }: BenchOptions = {}): Promise<ProviderBench> {
    const emulator = await startServices();
    const lines: string[] = [];
    const printed: ProviderBench["printed"] = { stdout: [], stderr: [] };
    const diagnostics: Diagnostic[] = [];
    const sink = (event: { kind: string; diagnostic?: Diagnostic }) => {
        if (event.diagnostic) {
            lines.push(event.diagnostic.message);
            diagnostics.push(event.diagnostic);
        }
    };
    const engine = await new EngineLog(new Reporter(sink, (text) => text)).start();
    const provider = new ProviderHost({
        program,
        cwd: __dirname,
        env: { ...signInEnvironment(emulator), ...env },
        engineAddress: engine.address,
        onStdout: (line) => void printed.stdout.push(line),
        onStderr: (line) => void printed.stderr.push(line),
    });
    const close = async () => {
        await provider.stop();
        engine.close();
        await emulator.close();
    };
    try {
        await provider.configure(config?.(emulator) ?? {});
    } catch (error) {
        await close();
        throw error;
    }
    const checked = async ({ urn, inputs }: Declaration) => {
        const result = await provider.check(urn, {}, inputs);
        if (result.failures.length > 0) {
            throw new Error(JSON.stringify(result.failures));
        }
        return result.inputs;
    };
    return {
        emulator,
        provider,
        lines,
        diagnostics,
        endEngine: () => engine.close(),
        printed,
        checked,
        async created(declared) {
            const inputs = await checked(declared);
            return { inputs, ...(await provider.create(declared.urn, inputs)) };
        },
        close,
    };
}
