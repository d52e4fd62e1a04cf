import { expect } from "chai";
import { engineAddress } from "#provider/host/engineAddress";

describe("engineAddress", () => {
    for (const [args, address] of [
        [["127.0.0.1:40213"], "127.0.0.1:40213"],
        [["localhost:1"], "localhost:1"],
        [["[::1]:65535", "other"], "[::1]:65535"],
        [["--flag", "127.0.0.1:40213"], "127.0.0.1:40213"],
        [[], undefined],
        [["test/dist/unit/a.test.js"], undefined],
        [["https://127.0.0.1:40213"], undefined],
        [["127.0.0.1"], undefined],
        [["a:b:c"], undefined],
    ] as const) {
        it(`reads ${JSON.stringify(args)} as ${address ?? "no engine's address"}`, () => {
            expect(engineAddress(args)).to.equal(address);
        });
    }
});
