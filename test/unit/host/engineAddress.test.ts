import { expect } from "chai";
import { engineAddress } from "#provider/host/engine";

describe("engineAddress", () => {
    const table: [args: string[], expected: string | undefined][] = [
        [["127.0.0.1:43210"], "127.0.0.1:43210"],
        [["localhost:1"], "localhost:1"],
        [["[::1]:43210"], "[::1]:43210"],
        [["--flag", "127.0.0.1:43210", "other"], "127.0.0.1:43210"],
        [[], undefined],
        [["43210"], undefined],
        [["127.0.0.1"], undefined],
        [["127.0.0.1:port"], undefined],
        [["https://127.0.0.1:43210"], undefined],
        [["/some/path:12/x"], undefined],
        [["test/dist/**/*.test.js"], undefined],
    ];
    for (const [args, expected] of table) {
        it(`finds ${expected} in ${JSON.stringify(args)}`, () => {
            expect(engineAddress(args)).to.equal(expected);
        });
    }
});
