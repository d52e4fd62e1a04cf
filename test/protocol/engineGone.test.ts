import { setTimeout as delay } from "node:timers/promises";
import { expect } from "chai";
import type { Emulator } from "#emulator/index";
import { assignment } from "./support/declaration";
import { failureOf } from "./support/failureOf";
import { startServices } from "./support/providerBench";
import { type RawProvider, startRawProvider } from "./support/rawProvider";

/** How long a process may outlive its engine; it takes some milliseconds, but machines are busy. */
const patienceInMs = 2_000;

describe("a provider process whose engine is gone", () => {
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

    const requests = () => emulator.state().requests;

    /** Begins a create, and resolves once its job is being polled. */
    async function beginCreate(): Promise<{ failure: Promise<Error> }> {
        const failure = failureOf(provider.create(assignment(emulator.url).inputs));
        while (!requests().some(({ path }) => path.includes("/assign/jobs/"))) {
            await Promise.race([delay(10), failure.then((error) => Promise.reject(error))]);
        }
        return { failure };
    }

    async function expectEnd(failure: Promise<Error>): Promise<void> {
        const sent = requests().length;
        const code = await Promise.race([provider.exited, delay(patienceInMs, "alive", { ref: false })]);
        expect(code).to.equal(1);
        expect((await failure).message)
            .to.be.a("string")
            .and.not.to.include("It was to fail");
        // At most one request was on its way already.
        expect(requests().length).to.be.at.most(sent + 1);
    }

    it("ends, and sends nothing more, when the engine's port closes while a job is polled", async () => {
        const { failure } = await beginCreate();
        provider.endEngine();
        await expectEnd(failure);
    });

    it("ends when its output has no reader any more and it writes", async () => {
        const { failure } = await beginCreate();
        provider.child.stdout?.destroy();
        provider.child.kill("SIGUSR2");
        await expectEnd(failure);
    });

    it("goes on while the engine is there", async () => {
        await beginCreate();
        provider.child.kill("SIGUSR2");
        expect(await Promise.race([provider.exited, delay(300, "alive")])).to.equal("alive");
    });
});
