import { expect } from "chai";
import fc from "fast-check";
import { printableText } from "#provider/core/text";

describe("printableText", () => {
    it("leaves ordinary text of any script as it is", () => {
        for (const text of ["", "contoso", "Köln 会議室 🏢", 'a "b" <c>']) {
            expect(printableText(text)).to.equal(text);
        }
    });

    it("replaces escapes, line ends, direction marks and lone surrogates", () => {
        expect(printableText("\u001b[2Ja\r\nb\u202ec\u2028d\ud800e\u009bf")).to.equal("�[2Ja��b�c�d�e�f");
    });

    it("never gives more characters than asked for, and marks what it cut", () => {
        fc.assert(
            fc.property(fc.string({ unit: "binary" }), fc.integer({ min: 1, max: 20 }), (text, maxLength) => {
                const shown = Array.from(printableText(text, maxLength));
                expect(shown.length).to.be.at.most(maxLength);
                expect(shown.length < Array.from(text).length).to.equal(Array.from(text).length > maxLength);
            }),
        );
        expect(printableText("abcdef", 4)).to.equal("abc…");
        expect(printableText("abcd", 4)).to.equal("abcd");
    });
});
