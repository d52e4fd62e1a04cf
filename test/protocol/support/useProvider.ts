import { type Emulator, startEmulator } from "#emulator/index";
import { type FakeEngine, fakeEngine } from "../../unit/host/support/fakeEngine";
import { ProviderClient } from "./providerClient";
import { ProviderProcess } from "./providerProcess";
import { providerText, type ResourceName } from "./providerTexts";

/** A busy machine takes seconds to start a process. */
const patienceInMs = 60_000;

/** How a provider is started. */
export interface StartOptions {
    /** Default: the assignment. */
    resource?: ResourceName;
    /** The stored text. Default: the one of this build. */
    text?: string;
    /** The stack's configuration. */
    config?: Record<string, string>;
    env?: Record<string, string>;
    nodeArguments?: readonly string[];
}

/** A provider process that serves, and everything around it. */
export interface Provider {
    process: ProviderProcess;
    client: ProviderClient;
    engine: FakeEngine;
}

/** An emulator for a suite, and provider processes that end with the test that started them. */
export interface ProviderBench {
    readonly emulator: Emulator;
    /** Starts a provider process, with an engine of its own. */
    start(options?: StartOptions): Promise<Provider>;
}

/** Gives a suite an emulator, empty before each test, and real provider processes. */
export function useProvider(): ProviderBench {
    const started: Provider[] = [];
    let emulator: Emulator | undefined;
    const running = () => {
        if (!emulator) {
            throw new Error("the emulator was not started");
        }
        return emulator;
    };

    before(async function () {
        this.timeout(patienceInMs);
        emulator = await startEmulator();
        await providerText("projectResourceAssignment");
    });

    beforeEach(function () {
        this.currentTest?.timeout(patienceInMs);
        running().reset();
    });

    afterEach(async () => {
        for (const { process, client, engine } of started.splice(0)) {
            client.close();
            await process.kill();
            engine.close();
        }
    });

    after(() => emulator?.close());

    return {
        get emulator() {
            return running();
        },
        async start(options = {}) {
            const provider = await startProvider(running(), options);
            started.push(provider);
            return provider;
        },
    };
}

async function startProvider(emulator: Emulator, options: StartOptions): Promise<Provider> {
    const { resource = "projectResourceAssignment", config = {}, env, nodeArguments } = options;
    const engine = await fakeEngine();
    const process = new ProviderProcess({
        engineAddress: engine.address,
        nodeArguments,
        env: {
            IDENTITY_ENDPOINT: emulator.identityEndpoint,
            IDENTITY_HEADER: emulator.identityHeader,
            AZURE_TOKEN_CREDENTIALS: "ManagedIdentityCredential",
            ...env,
        },
    });
    const client = new ProviderClient(await process.port(), options.text ?? (await providerText(resource)));
    await client.configure(config);
    return { process, client, engine };
}
