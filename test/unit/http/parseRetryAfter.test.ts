import { expect } from "chai";
import { parseRetryAfter } from "#provider/http/parseRetryAfter";

const now = Date.UTC(2026, 0, 1, 12, 0, 0);

describe("parseRetryAfter", () => {
    const good: [value: string, expectedInMs: number][] = [
        ["0", 0],
        ["1", 1_000],
        [" 30 ", 30_000],
        ["007", 7_000],
        ["300", 300_000],
        ["301", 300_000],
        ["999999999999999", 300_000],
        ["Thu, 01 Jan 2026 12:00:20 GMT", 20_000],
        ["Thursday, 01-Jan-26 12:00:20 GMT", 20_000],
        ["Thu Jan  1 12:00:20 2026", 20_000],
        ["Thu, 01 Jan 2026 11:00:00 GMT", 0],
        ["Fri, 02 Jan 2026 12:00:00 GMT", 300_000],
    ];
    for (const [value, expected] of good) {
        it(`reads ${JSON.stringify(value)} as ${expected} ms`, () => {
            expect(parseRetryAfter(value, undefined, now)).to.equal(expected);
        });
    }

    const bad = [
        undefined,
        "",
        " ",
        "-1",
        "+1",
        "1.5",
        "1e3",
        "0x10",
        "1 s",
        "1, 2",
        "soon",
        "NaN",
        "Infinity",
        "2026-01-01T12:00:20Z",
        "Thu, 01 Jan 2026 12:00:20",
        "Thu, 01 Jan 2026 12:00:20 PST",
        "Thu, 99 Foo 2026 12:00:20 GMT",
        "9".repeat(400),
    ];
    for (const value of bad) {
        it(`ignores ${JSON.stringify(value)?.slice(0, 40)}`, () => {
            expect(parseRetryAfter(value, undefined, now)).to.equal(undefined);
        });
    }

    it("counts a date from the answer's own, so that a wrong local clock does no harm", () => {
        const hourLater = Date.UTC(2026, 0, 1, 13, 0, 0);
        const value = "Thu, 01 Jan 2026 12:00:20 GMT";
        expect(parseRetryAfter(value, "Thu, 01 Jan 2026 12:00:05 GMT", hourLater)).to.equal(15_000);
        expect(parseRetryAfter(value, "garbage", now)).to.equal(20_000);
    });
});
