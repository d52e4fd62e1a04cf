import { expect } from "chai";
import { failureOf } from "../harness/bench/failureOf";
import { ProcessBench } from "../harness/bench/processBench";
import { deviceId } from "../harness/bench/samples";

describe("errors that the provider process prints", () => {
    let bench: ProcessBench;

    beforeEach(async () => {
        bench = await ProcessBench.start();
    });
    afterEach(() => bench.close());

    const refusal = { error: { code: "Forbidden", message: "Ask an owner." } };

    for (const [verb, kind] of [
        ["read", "assignment"],
        ["delete", "assignment"],
        ["read", "binding"],
        ["delete", "binding"],
    ] as const) {
        it(`are the message alone: ${verb} of the ${kind}`, async () => {
            const { emulator, provider, printed } = bench;
            const declared = bench[kind]();
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
