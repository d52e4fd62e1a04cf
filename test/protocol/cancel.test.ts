import { expect } from "chai";
import type { Emulator } from "#emulator/index";
import { ProviderError, providerError } from "../engine/deployment/providerError";
import { assignment } from "./support/declaration";
import { failureOf } from "./support/failureOf";
import { startServices } from "./support/providerBench";
import { type RawProvider, startRawProvider } from "./support/rawProvider";

describe("a provider process that the engine cancels", () => {
    let emulator: Emulator;
    let provider: RawProvider;

    beforeEach(async () => {
        emulator = await startServices();
        emulator.setOptions({ jobDurationMs: 600_000 });
        provider = await startRawProvider(emulator);
    });
    afterEach(async () => {
        await provider.close();
        await emulator.close();
    });

    it("ends a create long before its job does, and hands back what is under way", async () => {
        const failure = failureOf(provider.create(assignment(emulator.url).inputs));
        while (!emulator.state().requests.some(({ path }) => path.includes("/assign/jobs/"))) {
            await new Promise((resolve) => setTimeout(resolve, 10));
        }
        await provider.cancel();
        const told = providerError((await failure) as Parameters<typeof providerError>[0], {});
        expect(told).to.be.instanceOf(ProviderError);
        expect(told.message).to.include("had not ended when Pulumi was asked to stop");
        expect(told.partial?.outputs.pending).to.include({ jobId: emulator.state().jobs[0]?.jobId });
    });
});
