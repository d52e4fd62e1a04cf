import { expect } from "chai";
import { nextDelayInMs } from "#provider/core/poll";

describe("nextDelayInMs", () => {
    const table: [elapsedInMs: number, retryAfterInMs: number | undefined, expected: number][] = [
        [0, undefined, 400],
        [5_000, undefined, 400],
        [10_000, undefined, 800],
        [60_000, undefined, 4_800],
        [62_500, undefined, 5_000],
        [3_600_000, undefined, 5_000],
        [0, 0, 100],
        [60_000, 1_000, 1_000],
        [0, 30_000, 30_000],
        [0, 86_400_000, 300_000],
        [0, -5, 100],
    ];
    for (const [elapsedInMs, retryAfterInMs, expected] of table) {
        it(`is ${expected} ms after ${elapsedInMs} ms with Retry-After ${retryAfterInMs ?? "absent"}`, () => {
            expect(nextDelayInMs({ elapsedInMs, retryAfterInMs })).to.equal(expected);
        });
    }
});
