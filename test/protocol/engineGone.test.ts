import { setTimeout as delay } from "node:timers/promises";
import { expect } from "chai";
import { LongCreate } from "./support/longCreate";

describe("a provider process whose engine is gone", () => {
    let create: LongCreate;

    beforeEach(async () => {
        create = await LongCreate.prepare();
    });
    afterEach(() => create.close());

    const requests = () => create.emulator.state().requests;

    async function expectEnd(failure: Promise<Error>): Promise<void> {
        const sent = requests().length;
        expect(await create.provider.exited).to.equal(1);
        expect((await failure).message)
            .to.be.a("string")
            .and.not.to.include("It was to fail");
        // At most one request was on its way already.
        expect(requests().length).to.be.at.most(sent + 1);
    }

    it("ends, and sends nothing more, when the engine's port closes while a job is polled", async () => {
        const { failure } = await create.begin();
        create.provider.endEngine();
        await expectEnd(failure);
    });

    it("ends when its output has no reader any more and it writes", async () => {
        const { failure } = await create.begin();
        create.provider.child.stdout?.destroy();
        create.provider.child.kill("SIGUSR2");
        await expectEnd(failure);
    });

    it("goes on while the engine is there", async () => {
        await create.begin();
        create.provider.child.kill("SIGUSR2");
        expect(await Promise.race([create.provider.exited, delay(300, "alive")])).to.equal("alive");
    });
});
