import { expect } from "chai";
import { ProviderError, providerError } from "../engine/deployment/providerError";
import { LongCreate } from "./support/longCreate";

describe("a provider process that the engine cancels", () => {
    let create: LongCreate;

    beforeEach(async () => {
        create = await LongCreate.prepare();
    });
    afterEach(() => create.close());

    it("ends a create long before its job does, and hands back what is under way", async () => {
        const { failure } = await create.begin();
        await create.provider.cancel();
        const told = providerError((await failure) as Parameters<typeof providerError>[0], {});
        expect(told).to.be.instanceOf(ProviderError);
        expect(told.message).to.include("had not ended when Pulumi was asked to stop");
        expect(told.partial?.outputs.pending).to.include({ jobId: create.emulator.state().jobs[0]?.jobId });
    });
});
