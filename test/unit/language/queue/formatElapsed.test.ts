import { expect } from "chai";
import { formatElapsed } from "#provider/core/text";

describe("formatElapsed", () => {
    const table: [durationInMs: number, expected: string][] = [
        [0, "0.0 s"],
        [440, "0.4 s"],
        [9_940, "9.9 s"],
        [10_000, "10 s"],
        [59_400, "59 s"],
        [60_000, "1 m 0 s"],
        [185_000, "3 m 5 s"],
        [3_600_000, "60 m 0 s"],
    ];
    for (const [durationInMs, expected] of table) {
        it(`writes ${durationInMs} ms as ${expected}`, () => {
            expect(formatElapsed(durationInMs)).to.equal(expected);
        });
    }
});
