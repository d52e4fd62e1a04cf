import { expect } from "chai";
import { headingsOf, textOf } from "./support/markdown";
import { providerSource } from "./support/sources";

/** The words that the provider's messages are made of: without the marks by which a text goes on in the next line. */
const source = providerSource()
    .replace(/["'`]\s*\+\s*["'`]/g, "")
    .replace(/\\(["'`])/g, "$1");

describe("docs/troubleshooting.md", () => {
    const headings = headingsOf(textOf("docs/troubleshooting.md"));
    const quoted = headings.flatMap((heading) => [...heading.matchAll(/"([^"]+)"/g)].map(([, quote = ""]) => quote));

    it("quotes errors", () => {
        expect(quoted.length).to.be.at.least(25);
    });

    for (const quote of quoted) {
        it(`quotes what the provider says: ${quote}`, () => {
            // What a message is filled with stands for itself, and begins or ends a piece.
            const pieces = quote.split(/\.\.\.|: |, /).map((piece) => piece.trim());
            expect(pieces.filter((piece) => !source.includes(piece))).to.deep.equal([]);
        });
    }
});
