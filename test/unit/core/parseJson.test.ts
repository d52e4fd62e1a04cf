import { expect } from "chai";
import { parseJson } from "#provider/core/json";

describe("parseJson", () => {
    const good: [text: string, expected: unknown][] = [
        ["", undefined],
        [" \n", undefined],
        ["\uFEFF", undefined],
        ['{"a":1}', { a: 1 }],
        ['\uFEFF{"a":1}', { a: 1 }],
        ["null", null],
        ["[]", []],
    ];
    for (const [text, expected] of good) {
        it(`reads ${JSON.stringify(text)}`, () => {
            expect(parseJson(text)).to.deep.equal({ ok: true, value: expected });
        });
    }

    for (const text of ["<html>", '{"a":', "{a:1}", "\u0000", "undefined", "[".repeat(200_000)]) {
        it(`refuses ${JSON.stringify(text).slice(0, 20)}`, () => {
            expect(parseJson(text)).to.deep.equal({ ok: false });
        });
    }

    it("leaves out what could reach a prototype, at any depth", () => {
        const text = '{"__proto__":{"x":1},"a":[{"constructor":{"prototype":{"x":1}},"b":2}],"prototype":3}';
        const parsed = parseJson(text);
        expect(parsed).to.deep.equal({ ok: true, value: { a: [{ b: 2 }] } });
        const merged = Object.assign({}, parsed.ok && parsed.value) as { x?: number };
        expect(merged.x).to.equal(undefined);
        expect(({} as { x?: number }).x).to.equal(undefined);
    });
});
