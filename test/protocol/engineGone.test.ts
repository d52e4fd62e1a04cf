import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { expect } from "chai";
import { ProcessBench } from "../harness/bench/processBench";
import { frontEndNames } from "../harness/frontEnds/frontEnds";

const hook = join(__dirname, "support", "writeOnSignal.js");

for (const frontEnd of frontEndNames) {
    describe(`a provider process whose engine is gone (${frontEnd})`, () => {
        let bench: ProcessBench;

        beforeEach(async () => {
            const NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ""} --require=${JSON.stringify(hook)}`;
            bench = await ProcessBench.start({ frontEnd, env: { NODE_OPTIONS } });
        });
        afterEach(() => bench.close());

        async function expectEnd(failure: Promise<Error>): Promise<void> {
            const sent = bench.count(/./);
            expect(await bench.provider.exited).to.equal(1);
            expect((await failure).message)
                .to.be.a("string")
                .and.not.to.include("It was to fail");
            // At most one request was on its way already.
            expect(bench.count(/./)).to.be.at.most(sent + 1);
        }

        it("ends, and sends nothing more, when the engine's port closes while a job is polled", async () => {
            const { failure } = await bench.beginLongCreate();
            bench.endEngine();
            await expectEnd(failure);
        });

        it("ends when its output has no reader any more and it writes", async () => {
            const { failure } = await bench.beginLongCreate();
            const { child } = bench.provider.process;
            child.stdout?.destroy();
            child.kill("SIGUSR2");
            await expectEnd(failure);
        });

        it("goes on while the engine is there", async () => {
            await bench.beginLongCreate();
            bench.provider.process.child.kill("SIGUSR2");
            expect(await Promise.race([bench.provider.exited, delay(300, "alive")])).to.equal("alive");
        });
    });
}
