import { createHash } from "node:crypto";
import { expect } from "chai";
import { unpacked } from "#provider/host/partialState";
import { ProviderError } from "../engine/deployment/providers/providerError";
import { failureOf } from "../harness/bench/failureOf";
import { ProcessBench } from "../harness/bench/processBench";
import { member } from "../harness/bench/samples";

/** As a naming convention makes them unique. */
const hash = (index: number) => createHash("sha256").update(String(index)).digest("hex").slice(0, 8);

describe("a large partial resource over the wire", () => {
    let bench: ProcessBench;

    before(async () => {
        bench = await ProcessBench.start();
    });
    after(() => bench.close());

    // What a failed create leaves travels in a header of the answer.
    for (const count of [10, 600, 2_000]) {
        it(`arrives whole with ${count} members`, async () => {
            const { emulator, provider } = bench;
            emulator.reset();
            emulator.putState({ projects: { "analyze-conversations/EmailApp": {} } });
            emulator.setOptions({ jobDurationMs: 600_000 });
            const resources = Array.from({ length: count }, (_, index) => member(`lang-production-${hash(index)}`));
            const declared = bench.assignment({ resources, timeouts: { create: "10s" } });
            const inputs = await bench.checked(declared);
            const failure = await failureOf(provider.create(declared.urn, inputs));
            expect(failure, failure.message).to.be.instanceOf(ProviderError);
            const { partial } = failure as ProviderError;
            const stored = unpacked(partial?.outputs ?? {});
            expect(stored.resources, failure.message).to.deep.equal(resources);
            expect(stored.pending).to.include({ verb: "assign" });
        }).timeout(600_000);
    }
});
