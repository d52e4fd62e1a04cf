import { expect } from "chai";
import { ProviderError, providerError } from "../engine/deployment/providerError";
import { LongCreate } from "../protocol/support/longCreate";
import { plugin, pluginAssignment } from "./support/pluginBench";

describe("a plugin's process that is asked to end", () => {
    let create: LongCreate;

    beforeEach(async () => {
        create = await LongCreate.prepare(plugin.script, (url) => pluginAssignment(url));
    });
    afterEach(() => create.close());

    /** What the engine is told of the create, which is to be stored. */
    async function stored(failure: Promise<Error>): Promise<unknown> {
        const told = providerError((await failure) as Parameters<typeof providerError>[0], {});
        expect(told).to.be.instanceOf(ProviderError);
        return told.partial?.outputs.pending;
    }

    it("hands back what is under way before it ends, at SIGINT", async () => {
        const { failure } = await create.begin();
        create.provider.child.kill("SIGINT");
        expect(await stored(failure)).to.include({ jobId: create.emulator.state().jobs[0]?.jobId });
        expect(await create.provider.exited).to.equal(0);
    });

    it("hands back what is under way, and leaves its end to the engine, at SIGTERM", async () => {
        const { failure } = await create.begin();
        create.provider.child.kill("SIGTERM");
        expect(await stored(failure)).to.include({ jobId: create.emulator.state().jobs[0]?.jobId });
        expect(await Promise.race([create.provider.exited, again()])).to.equal("again");
        create.provider.endEngine();
        expect(await create.provider.exited).to.equal(1);
    });

    it("ends at once where nothing is under way, at SIGINT", async () => {
        create.provider.child.kill("SIGINT");
        expect(await create.provider.exited).to.equal(0);
    });

    it("ends at once at the second signal", async () => {
        const { failure } = await create.begin();
        create.provider.child.kill("SIGTERM");
        // Two that come together are one.
        while ((await Promise.race([create.provider.exited, again()])) === "again") {
            create.provider.child.kill("SIGTERM");
        }
        expect(await create.provider.exited).to.equal(null);
        expect((await failure).message).not.to.include("asked to stop");
    });
});

function again(): Promise<"again"> {
    return new Promise((resolve) => setTimeout(() => resolve("again"), 50));
}
