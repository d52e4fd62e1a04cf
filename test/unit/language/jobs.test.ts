import { expect } from "chai";
import { hasEnded, summarizeJob } from "#provider/language/jobs";

describe("hasEnded", () => {
    for (const status of ["succeeded", "failed", "cancelled", "canceled", "partiallyCompleted"]) {
        it(`takes "${status}" for an end`, () => {
            expect(hasEnded(status)).to.equal(true);
        });
    }

    for (const status of ["notStarted", "running", "cancelling", "paused", ""]) {
        it(`goes on polling at "${status}"`, () => {
            expect(hasEnded(status)).to.equal(false);
        });
    }
});

describe("summarizeJob", () => {
    it("leaves out what no state should hold", () => {
        const job = { jobId: "7", status: "failed", createdDateTime: "c", lastUpdatedDateTime: "l", errors: ["no"] };
        expect(summarizeJob(job)).to.deep.equal({
            jobId: "7",
            status: "failed",
            createdDateTime: "c",
            lastUpdatedDateTime: "l",
        });
    });
});
