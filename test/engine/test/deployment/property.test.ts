import { expect } from "chai";
import { annotateSecrets, makeSecret, redacted, withoutSecrets } from "../../deployment/state/property";

const secret = (value: unknown) => makeSecret({ value });

describe("annotateSecrets", () => {
    const table = [
        { title: "marks by name", inputs: { a: secret(1) }, outputs: { a: 2, b: 2 }, marked: { a: secret(2), b: 2 } },
        { title: "leaves new names alone", inputs: { a: secret(1) }, outputs: { c: 1 }, marked: { c: 1 } },
        {
            title: "goes into objects",
            inputs: { o: { a: secret(1), b: 1 } },
            outputs: { o: { a: 2, b: 2 } },
            marked: { o: { a: secret(2), b: 2 } },
        },
        {
            title: "marks an array as a whole",
            inputs: { list: [1, { deep: secret(2) }] },
            outputs: { list: [3] },
            marked: { list: secret([3]) },
        },
        { title: "keeps secrets", inputs: { a: 1 }, outputs: { a: secret(1) }, marked: { a: secret(1) } },
        { title: "wraps once", inputs: { a: secret(1) }, outputs: { a: secret(2) }, marked: { a: secret(2) } },
    ];
    for (const { title, inputs, outputs, marked } of table) {
        it(title, () => {
            expect(annotateSecrets(outputs, inputs)).to.deep.equal(marked);
        });
    }
});

describe("withoutSecrets", () => {
    it("unwraps at any depth, secrets within secrets too", () => {
        const value = { a: [secret({ b: secret(null) })], c: "plain" };
        expect(withoutSecrets(value)).to.deep.equal({ a: [{ b: null }], c: "plain" });
    });
});

describe("redacted", () => {
    it("keeps the shape and hides the values", () => {
        expect(redacted({ a: secret([1, 2]), b: 1 })).to.deep.equal({ a: "[secret]", b: 1 });
    });
});
