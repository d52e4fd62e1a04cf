import { expect } from "chai";
import { shortenStacks } from "#provider/program/serviceResource";
import { thrownBy } from "../support/thrownBy";
import { withEnvironment } from "../support/withEnvironment";

const linesOf = (error: Error) => (error.stack ?? "").split("\n").length - 1;

describe("shortenStacks", () => {
    it("keeps one line of a stack until it is restored", () => {
        const stacks = shortenStacks();
        const short = new Error("short");
        stacks.restore();
        expect(linesOf(short)).to.equal(1);
        expect(linesOf(new Error("whole"))).to.be.greaterThan(1);
    });

    it("leaves them whole where Pulumi is to show what never ends", async () => {
        await withEnvironment({ PULUMI_DEBUG_PROMISE_LEAKS: "true" }, async () => {
            const stacks = shortenStacks();
            const error = new Error("whole");
            stacks.restore();
            expect(linesOf(error)).to.be.greaterThan(1);
        });
    });

    it("tells of what was thrown both where that was and how the program came there", () => {
        const stacks = shortenStacks();
        const thrown = stacks.lengthened(thrownBy(fail)) as Error;
        expect(thrown.stack).to.match(/^Error: no\n +at fail .*\n(?!.*lengthened).*shortenStacks\.test/);
    });

    it("hands on what is no error", () => {
        const stacks = shortenStacks();
        expect(stacks.lengthened("text")).to.equal("text");
    });

    it("raises no limit that is lower", () => {
        const limit = Error.stackTraceLimit;
        Error.stackTraceLimit = 0;
        try {
            const stacks = shortenStacks();
            expect(Error.stackTraceLimit).to.equal(0);
            stacks.restore();
        } finally {
            Error.stackTraceLimit = limit;
        }
    });
});

function fail(): never {
    throw new Error("no");
}
