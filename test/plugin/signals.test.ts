import { setTimeout as delay } from "node:timers/promises";
import { expect } from "chai";
import { ProviderError } from "../engine/deployment/providerError";
import { ProcessBench } from "../harness/bench/processBench";

describe("a plugin's process that is asked to end", () => {
    let bench: ProcessBench;

    beforeEach(async () => {
        bench = await ProcessBench.start({ frontEnd: "plugin" });
    });
    afterEach(() => bench.close());

    const kill = (signal: NodeJS.Signals) => bench.provider.process.child.kill(signal);
    /** Resolves to the code with which the process ends, or after a moment in which it does not. */
    const endOrMoment = () => Promise.race([bench.provider.exited, delay(50, "alive")]);

    /** Expects that the engine is told what is under way, to store it. */
    async function expectStored(failure: Promise<Error>): Promise<void> {
        const told = await failure;
        expect(told).to.be.instanceOf(ProviderError);
        const { partial } = told as ProviderError;
        expect(partial?.outputs.pending).to.include({ jobId: bench.emulator.state().jobs[0]?.jobId });
    }

    it("hands back what is under way before it ends, at SIGINT", async () => {
        const { failure } = await bench.beginLongCreate();
        kill("SIGINT");
        await expectStored(failure);
        expect(await bench.provider.exited).to.equal(0);
    });

    it("hands back what is under way, and leaves its end to the engine, at SIGTERM", async () => {
        const { failure } = await bench.beginLongCreate();
        kill("SIGTERM");
        await expectStored(failure);
        expect(await endOrMoment()).to.equal("alive");
        bench.endEngine();
        expect(await bench.provider.exited).to.equal(1);
    });

    it("ends at once where nothing is under way, at SIGINT", async () => {
        kill("SIGINT");
        expect(await bench.provider.exited).to.equal(0);
    });

    it("ends at once at the second signal", async () => {
        const { failure } = await bench.beginLongCreate();
        kill("SIGTERM");
        // Two that come together are one.
        while ((await endOrMoment()) === "alive") {
            kill("SIGTERM");
        }
        expect(await bench.provider.exited).not.to.be.oneOf([0, 1]);
        expect((await failure).message).not.to.include("asked to stop");
    });
});
