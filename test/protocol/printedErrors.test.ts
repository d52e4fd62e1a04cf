import { expect } from "chai";
import { assignment, binding, deviceId } from "./support/declaration";
import { failureOf } from "./support/failureOf";
import { type ProviderBench, startBench } from "./support/providerBench";

describe("errors that the provider process prints", () => {
    let bench: ProviderBench;

    beforeEach(async () => {
        bench = await startBench();
    });
    afterEach(() => bench.close());

    const refusal = { error: { code: "Forbidden", message: "Ask an owner." } };

    for (const [verb, declare] of [
        ["read", assignment],
        ["delete", assignment],
        ["read", binding],
        ["delete", binding],
    ] as const) {
        it(`are the message alone: ${verb} of the ${declare.name}`, async () => {
            const { emulator, provider, printed } = bench;
            const declared = declare(emulator.url);
            const inputs = await bench.checked(declared);
            const path = "/resources|/deviceManagement|/%24batch|/\\$batch";
            emulator.setFaults([{ match: { path }, times: 1000, action: { status: 403, body: refusal } }]);
            const failure = await failureOf(provider[verb](declared.urn, deviceId, { inputs, outputs: inputs }));
            expect(failure.message).to.include("Ask an owner.");
            // What is printed travels beside the answer; the end of the process is the end of it.
            await provider.stop();
            const text = printed.stderr.join("\n");
            expect(text).to.include(failure.message);
            expect(text).not.to.match(/^\s+at /m);
        });
    }
});
