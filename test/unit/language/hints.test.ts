import { expect } from "chai";
import { languageHint } from "#provider/language/hints";

describe("languageHint", () => {
    const hints: [status: number, expected: RegExp][] = [
        [401, /custom-subdomain endpoint/],
        [403, /"Cognitive Services Language Owner"/],
        [404, /case-sensitive/],
        [409, /another job/i],
    ];
    for (const [status, expected] of hints) {
        it(`says what to do about a ${status}`, () => {
            expect(languageHint(status)).to.match(expected);
        });
    }

    it("points to the service's own words for a 400", () => {
        expect(languageHint(400)).to.match(/what the service names/);
    });

    it("has nothing to add to a 500", () => {
        expect(languageHint(500)).to.equal(undefined);
    });
});
