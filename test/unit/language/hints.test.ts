import { expect } from "chai";
import { jobHint, languageHint } from "#provider/language/hints";

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

describe("jobHint", () => {
    it("says of an unknown job that the list tells what it did", () => {
        for (const code of ["NotFound", "OperationNotFound", undefined]) {
            expect(jobHint(404, code)).to.match(/does not know this job.*seven days.*list of resources/);
        }
    });

    it("says of all else what it says of other requests", () => {
        expect(jobHint(404, "ProjectNotFound")).to.equal(languageHint(404));
        for (const status of [400, 401, 403, 409, 500]) {
            expect(jobHint(status, "X")).to.equal(languageHint(status));
        }
    });
});
