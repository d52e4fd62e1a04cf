import { setTimeout as delay } from "node:timers/promises";
import type { Emulator } from "#emulator/index";
import { assignment } from "./declaration";
import { failureOf } from "./failureOf";
import { startServices } from "./providerBench";
import { type RawProvider, startRawProvider } from "./rawProvider";

/** A create in a provider process of its own whose job takes ten minutes; it is to be broken off. */
export class LongCreate {
    private constructor(
        readonly emulator: Emulator,
        readonly provider: RawProvider,
    ) {}

    /** Starts the services and the provider. */
    static async prepare(): Promise<LongCreate> {
        const emulator = await startServices();
        emulator.setOptions({ jobDurationMs: 600_000 });
        return new LongCreate(emulator, await startRawProvider(emulator));
    }

    /** Begins the create, and resolves once its job is being polled. */
    async begin(): Promise<{ failure: Promise<Error> }> {
        const { emulator, provider } = this;
        const failure = failureOf(provider.create(assignment(emulator.url).inputs));
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
