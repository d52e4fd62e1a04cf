import type { Emulator, EmulatorOptions, EmulatorSeed } from "#emulator/index";
import type { ConfigValue, Engine, Stack } from "../../engine/engine";
import { pluginFolder } from "../../engine/pluginFolder";
import type { SceneLogs } from "./sceneLogs";

/** How much Pulumi's engine logs: as much as it does without whole messages of gRPC, which begin at 11. */
const logVerbosity = 9;

/** Configuration of a program: text as it is, `secret(...)` encrypted, anything else as JSON. */
export type Settings = Record<string, unknown>;

/** What a scenario starts from. */
export interface SceneOptions {
    /** Absolute path of the compiled program's folder. */
    program: string;
    /** What the services hold at first. */
    seed: EmulatorSeed;
    /** How the services answer what is undocumented, and the like. */
    options?: Partial<EmulatorOptions>;
    /** The program's configuration, besides `endpoint` and `graphEndpoint`, both of which are the emulator. */
    config?: Settings | ((emulator: Emulator) => Settings);
    /** Environment of the program and the provider. */
    env?: (emulator: Emulator) => Record<string, string>;
    /** How many resource operations may run at once. */
    parallel?: number;
    /** Starts the emulator. Default: one on the machine's clock. */
    emulator?: () => Promise<Emulator>;
    /** Which of the two front ends the program uses. Default: the package, with its dynamic providers. */
    frontEnd?: FrontEnd;
}

/** What serves the resources: the package's dynamic providers, or the plugin. */
export type FrontEnd = "dynamic" | "plugin";

/** Makes the stack, empty, of a program that talks to the emulator; all its processes log all they can. */
export function createStack(
    engine: Engine,
    emulator: Emulator,
    options: SceneOptions,
    logs: SceneLogs,
): Promise<Stack> {
    const { program, config, env, parallel, frontEnd = "dynamic" } = options;
    const own = typeof config === "function" ? config(emulator) : config;
    const settings: Settings = { endpoint: emulator.url, graphEndpoint: emulator.url, ...own };
    return engine.createStack({
        program,
        config: Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, configValue(value)])),
        env: { ...signIn(emulator), ...logs.env, FRONT_END: frontEnd, ...env?.(emulator) },
        plugins: { "azure-assignments": pluginFolder },
        logVerbosity,
        parallel,
    });
}

/** Signs in at the emulator, whatever else the environment that runs the tests offers. */
function signIn({ identityEndpoint, identityHeader }: Emulator): Record<string, string> {
    return {
        AZURE_TOKEN_CREDENTIALS: "ManagedIdentityCredential",
        AZURE_LANGUAGE_ENDPOINT: "",
        AZURE_LANGUAGE_KEY: "",
        IDENTITY_ENDPOINT: identityEndpoint,
        IDENTITY_HEADER: identityHeader,
    };
}

/** A value that is kept encrypted. */
export function secret(value: unknown): ConfigValue {
    return { value: asText(value), secret: true };
}

/** A setting as the engines take it. */
export function configValue(setting: unknown): ConfigValue {
    const isSecret = typeof setting === "object" && setting !== null && "secret" in setting;
    return isSecret ? (setting as ConfigValue) : asText(setting);
}

function asText(value: unknown): string {
    return typeof value === "string" ? value : JSON.stringify(value);
}
