import { expect } from "chai";
import { ProviderError } from "../engine/deployment/providers/providerError";
import { ProcessBench } from "../harness/bench/processBench";

for (const frontEnd of ["dynamic", "plugin"] as const) {
    describe(`a provider process that the engine cancels (${frontEnd})`, () => {
        let bench: ProcessBench;

        before(async () => {
            bench = await ProcessBench.start({ frontEnd });
        });
        after(() => bench.close());

        it("ends a create long before its job does, and hands back what is under way", async () => {
            const { failure } = await bench.beginLongCreate();
            await bench.provider.cancel();
            const told = await failure;
            expect(told).to.be.instanceOf(ProviderError);
            const { message, partial } = told as ProviderError;
            expect(message).to.include("had not ended when Pulumi was asked to stop");
            expect(partial?.outputs.pending).to.include({ jobId: bench.emulator.state().jobs[0]?.jobId });
        });
    });
}
