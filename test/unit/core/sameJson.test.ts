import { expect } from "chai";
import { sameJson } from "#provider/core/json";

describe("sameJson", () => {
    const table: [a: unknown, b: unknown, expected: boolean][] = [
        [undefined, undefined, true],
        [undefined, null, true],
        [{ a: undefined }, {}, true],
        [{ a: null }, {}, true],
        [{ a: 1, b: 2 }, { b: 2, a: 1 }, true],
        [{ a: { b: [1, { c: 2 }] } }, { a: { b: [1, { c: 2 }] } }, true],
        [[1, 2], [2, 1], false],
        [[1], [1, 2], false],
        [[], {}, false],
        [{ 0: "a" }, ["a"], false],
        ["1", 1, false],
        [{}, undefined, false],
        [{ a: 1 }, { a: 2 }, false],
        [0, undefined, false],
        ["", undefined, false],
    ];
    for (const [a, b, expected] of table) {
        it(`finds ${JSON.stringify(a)} and ${JSON.stringify(b)} ${expected ? "the same" : "different"}`, () => {
            expect(sameJson(a, b)).to.equal(expected);
            expect(sameJson(b, a)).to.equal(expected);
        });
    }
});
