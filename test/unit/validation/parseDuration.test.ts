import { expect } from "chai";
import fc from "fast-check";
import { parseDuration } from "#provider/validation/duration";

const good: Record<string, number> = {
    "30m": 1_800_000,
    "1h30m": 5_400_000,
    "90s": 90_000,
    "1.5h": 5_400_000,
    "500ms": 500,
    "1h0m0s": 3_600_000,
    "+5s": 5_000,
    ".5s": 500,
    "2.s": 2_000,
    "1.1s": 1_100,
    "1s1s": 2_000,
    "1500us": 2,
    "1µs": 1,
    "1μs": 1,
    "1ns": 1,
    "24h": 86_400_000,
};

const bad = [
    ...["", "+", "0", "0s", "0h0m", "-5s", "+-5s", "5", "m", "5 m", " 5m", "5m ", "5m\n", "5M", "5min", "1d", "."],
    ...[".s", "1,5h", "1..5h", "1e3s", "0x5s", "5m3", "Infinityh", "NaNs", "٣s", "24h1s", "100000h", "null"],
    ...[`${"9".repeat(400)}h`, "1s".repeat(1000)],
];

describe("parseDuration", () => {
    for (const [text, inMs] of Object.entries(good)) {
        it(`reads ${text} as ${inMs} ms`, () => {
            expect(parseDuration(text)).to.equal(inMs);
        });
    }

    for (const text of bad) {
        it(`refuses ${JSON.stringify(text.slice(0, 20))}`, () => {
            expect(parseDuration(text)).to.equal(undefined);
        });
    }

    it("adds up hours, minutes and seconds", () => {
        const parts = [fc.nat(22), fc.nat(59), fc.integer({ min: 1, max: 59 })] as const;
        fc.assert(
            fc.property(...parts, (hours, minutes, seconds) => {
                const expected = ((hours * 60 + minutes) * 60 + seconds) * 1000;
                expect(parseDuration(`${hours}h${minutes}m${seconds}s`)).to.equal(expected);
            }),
        );
    });
});
