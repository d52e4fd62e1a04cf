import { setTimeout as delay } from "node:timers/promises";
import type { Emulator } from "#emulator/index";
import { assignment, type Declaration } from "./declaration";
import { failureOf } from "./failureOf";
import { startServices } from "./providerBench";
import { type RawProvider, startRawProvider } from "./rawProvider";

/** A create in a provider process of its own whose job takes ten minutes; it is to be broken off. */
export class LongCreate {
    private constructor(
        readonly emulator: Emulator,
        readonly provider: RawProvider,
        private readonly declared: Declaration,
    ) {}

    /** Starts the services and the provider. Default: Pulumi's own process of dynamic providers. */
    static async prepare(script?: string, declare: (url: string) => Declaration = assignment): Promise<LongCreate> {
        const emulator = await startServices();
        emulator.setOptions({ jobDurationMs: 600_000 });
        return new LongCreate(emulator, await startRawProvider(emulator, script), declare(emulator.url));
    }

    /** Begins the create, and resolves once its job is being polled. */
    async begin(): Promise<{ failure: Promise<Error> }> {
        const { emulator, provider } = this;
        const failure = failureOf(provider.create(this.declared));
        while (!emulator.state().requests.some(({ path }) => path.includes("/assign/jobs/"))) {
            await Promise.race([delay(10), failure.then((error) => Promise.reject(error))]);
        }
        return { failure };
    }

    /** Ends the provider and the services. */
    async close(): Promise<void> {
        await this.provider.close();
        await this.emulator.close();
    }
}
