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

    for (const status of [400, 500]) {
        it(`leaves a ${status} to the service's own words`, () => {
            expect(languageHint(status)).to.equal(undefined);
        });
    }
});
