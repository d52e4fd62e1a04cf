import { expect } from "chai";
import { Deadline } from "#provider/core/deadline";
import { ServiceError } from "#provider/core/errors";
import { AuthoringClient } from "#provider/language/client";
import type { ProjectAddress } from "#provider/language/projectAddress";
import { followJob } from "#provider/language/queue/job/followJob";
import { errorOf } from "../../support/testClient";
import { virtualClock } from "../../support/virtualClock";
import { fakeHttp, good } from "../support/fakeHttp";

const project: ProjectAddress = {
    endpoint: "https://contoso.cognitiveservices.azure.com",
    projectName: "EmailApp",
    projectKind: "conversations",
    apiVersion: "2022-10-01-preview",
};
const name = 'conversations project "EmailApp": assign job 7 (weu, neu)';
const members = "weu, neu";

/** Follows a job that ends after `durationInMs` with `status`. */
function follow({
    durationInMs = 0,
    status = "succeeded",
    limitInMs = 3_600_000,
    retryAfterInMs = 0,
    isEarlier = false,
} = {}) {
    const clock = virtualClock();
    const lines: string[] = [];
    const polls: number[] = [];
    const http = {
        async send() {
            polls.push(clock.elapsedInMs);
            return good({ status: clock.elapsedInMs < durationInMs ? "running" : status });
        },
        signInAhead() {},
    };
    const client = new AuthoringClient(http, project);
    const say = (line: string) => void lines.push(line);
    const options = { client, deadline: new Deadline(clock, limitInMs), members, isEarlier, say };
    return { clock, lines, polls, result: followJob("assign", { jobId: "7", retryAfterInMs }, options) };
}

describe("followJob", () => {
    it("says when a job starts and when it ends", async () => {
        const { lines, result } = follow({ durationInMs: 3_000 });
        expect(await result).to.deep.include({ ended: true });
        expect(lines[0]).to.equal(`${name} started`);
        expect(lines[1]).to.match(
            /^conversations project "EmailApp": assign job 7 \(weu, neu\) ended "succeeded" after 3\.\d s$/,
        );
        expect(lines).to.have.length(2);
    });

    it("says of a job that an earlier run started that it is followed on", async () => {
        const { lines, result } = follow({ isEarlier: true });
        await result;
        expect(lines[0]).to.equal(`${name} of an earlier run is followed to its end`);
        expect(lines.join()).not.to.contain("started");
    });

    it("says now and then that a long job lives, and never a line a poll", async () => {
        const { lines, polls, result } = follow({ durationInMs: 600_000 });
        await result;
        const beats = lines.slice(1, -1).map((line) => / after (.+)$/.exec(line)?.[1]);
        expect(beats[0]).to.match(/^1\d s$/);
        expect(beats).to.have.length.within(5, 9);
        expect(polls.length).to.be.greaterThan(100);
    });

    for (const durationInMs of [200, 1_000, 5_000, 20_000, 60_000]) {
        it(`notices the end of a job of ${durationInMs} ms within half a second or a tenth of its length`, async () => {
            const { clock, result } = follow({ durationInMs });
            await result;
            expect(clock.elapsedInMs - durationInMs).to.be.at.most(Math.max(500, durationInMs / 10));
        });
    }

    it("waits before the first poll as long as the service asked", async () => {
        const { polls, result } = follow({ retryAfterInMs: 7_000 });
        await result;
        expect(polls).to.deep.equal([7_000]);
    });

    it("still polls once where the service asks for more time than there is", async () => {
        const { polls, result } = follow({ retryAfterInMs: 60_000, limitInMs: 10_000 });
        expect(await result).to.deep.include({ ended: true });
        expect(polls[0]).to.be.below(10_000);
    });

    for (const status of ["failed", "cancelled", "partiallyCompleted"]) {
        it(`ends at "${status}"`, async () => {
            const { result } = follow({ status });
            expect((await result).job.status).to.equal(status);
        });
    }

    it("polls an unknown status until the deadline, and answers it", async () => {
        const { lines, result } = follow({ status: "hibernating", limitInMs: 60_000 });
        expect(await result).to.deep.include({ ended: false });
        expect((await result).job.status).to.equal("hibernating");
        expect(lines.join("\n")).to.contain('is "hibernating" after').and.not.contain("ended");
    });

    it("throws what a poll throws", async () => {
        const http = fakeHttp(new ServiceError("OperationNotFound", "gone", { statusCode: 404 }));
        const deadline = new Deadline(virtualClock(), 60_000);
        const options = { client: new AuthoringClient(http, project), deadline, members, say: () => {} };
        expect(await errorOf(followJob("assign", { jobId: "7" }, options), ServiceError)).to.include({
            statusCode: 404,
        });
    });
});
