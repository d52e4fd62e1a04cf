import { expect } from "chai";
import { ServiceError } from "#provider/core/errors";
import type { ChangeResult } from "#provider/language/queue/change";
import { JobFailedError } from "#provider/language/queue/errors";
import { ExistsError } from "#provider/lifecycle/projectResourceAssignment/members/keep";
import { useBench } from "../../lifecycle/support/useBench";
import { projectChange, type Wanted } from "../support/projectChange";

/** What became of each work, in short. */
function ends(outcomes: readonly ChangeResult[]): string[] {
    return outcomes.map(({ error }) => error?.constructor.name ?? "done");
}

describe("each resource of a merged job gets its own result", () => {
    const bench = useBench();

    function together(...wanted: Wanted[]) {
        const { language } = bench.run().context;
        return Promise.all(wanted.map((one) => language.submit(projectChange(bench, one))));
    }

    for (const badMember of ["failed", "partiallyCompleted"] as const) {
        for (const assignExisting of ["ok", "fail"] as const) {
            it(`where one has a bad member (jobs end ${badMember}; assigning again: ${assignExisting})`, async () => {
                bench.options({ badMember, assignExisting });
                const outcomes = await together(
                    { owner: "a", assign: ["A1", "A2"] },
                    { owner: "b", assign: ["B", "badB"] },
                    { owner: "c", assign: ["C"] },
                );
                expect(ends(outcomes)).to.deep.equal(["done", "JobFailedError", "done"]);
                const partly = badMember === "partiallyCompleted" ? ["B"] : [];
                expect(bench.members()).to.have.members(["A1", "A2", "C", ...partly]);
                expect(outcomes[1]?.error?.message)
                    .to.contain("badB")
                    .and.not.match(/A1|A2|C,/);
                expect(outcomes.map(({ pending }) => pending?.verb)).to.deep.equal([
                    undefined,
                    badMember === "partiallyCompleted" ? "assign" : undefined,
                    undefined,
                ]);
            });
        }
    }

    it("where the merged job took effect on a part of one: only the rest is sent again", async () => {
        bench.options({ assignExisting: "fail" });
        bench.faults({ match: { path: ":assign" }, action: { jobStatus: "partiallyCompleted" } });
        const outcomes = await together({ owner: "a", assign: ["A1", "A2"] }, { owner: "b", assign: ["B"] });
        expect(ends(outcomes)).to.deep.equal(["done", "done"]);
        expect(bench.jobs()).to.deep.equal(["assign A1,A2,B", "assign A2", "assign B"]);
    });

    it("where the merged request is refused for one of them", async () => {
        bench.faults({ match: { method: "POST", path: ":assign" }, action: { status: 400 } });
        const outcomes = await together({ owner: "a", assign: ["A"] }, { owner: "b", assign: ["B"] });
        expect(ends(outcomes)).to.deep.equal(["done", "done"]);
        expect(bench.jobs()).to.deep.equal(["assign A", "assign B"]);
    });

    it("where the merged job says failed, but its effect is there", async () => {
        bench.faults({ match: { path: "assign/jobs" }, action: { jobStatus: "failed" } });
        const outcomes = await together({ owner: "a", assign: ["A"] }, { owner: "b", assign: ["B"] });
        expect(ends(outcomes)).to.deep.equal(["done", "done"]);
        expect(bench.jobs()).to.deep.equal(["assign A,B"]);
    });

    it("but a refused sign-in is everybody's, and is tried once", async () => {
        bench.faults({ match: { method: "POST" }, times: 99, action: { status: 401 } });
        const outcomes = await together({ owner: "a", assign: ["A"] }, { owner: "b", assign: ["B"] });
        expect(ends(outcomes)).to.deep.equal(["ServiceError", "ServiceError"]);
        expect(bench.count(/POST/)).to.equal(2);
        expect(outcomes.map(({ pending }) => pending)).to.deep.equal([undefined, undefined]);
    });

    for (const count of [1, 20]) {
        it(`and throttling until the deadline is everybody's: no request of its own for each of ${count}`, async () => {
            bench.faults({ match: { method: "POST" }, times: 9_999, action: { status: 429 } });
            const names = Array.from({ length: count }, (_, index) => `A${index}`);
            const outcomes = await together(
                ...names.map((name) => ({ owner: name, assign: [name], limitInMs: 20_000 })),
            );
            expect(ends(outcomes)).to.deep.equal(names.map(() => "DeadlineError"));
            expect(outcomes.at(-1)?.error?.message).to.contain("429");
            expect(bench.count(/POST/)).to.be.within(5, 8);
        });
    }

    it("and a project that does not exist is everybody's", async () => {
        bench.emulator.putState({ projects: {} });
        const outcomes = await together({ owner: "a", assign: ["A"] }, { owner: "b", assign: ["B"] });
        expect(outcomes.map(({ error }) => error instanceof ServiceError && error.statusCode)).to.deep.equal([
            404, 404,
        ]);
        expect(bench.count(/POST/)).to.equal(0);
    });

    it("where one refuses what exists, before anything is sent for it", async () => {
        bench.seed(["A"]);
        const outcomes = await together(
            { owner: "a", assign: ["A", "A2"], refuseExisting: ["A", "A2"] },
            { owner: "b", assign: ["B"], refuseExisting: ["B"] },
        );
        expect(outcomes[0]?.error).to.be.instanceOf(ExistsError);
        expect(outcomes[0]).to.include({ effective: false }).and.not.have.property("pending");
        expect(outcomes[1]?.error).to.equal(undefined);
        expect(bench.members()).to.deep.equal(["A", "B"]);
    });

    it("where an unassign fails: what is gone is done", async () => {
        bench.seed(["A", "B"]);
        bench.faults({ match: { path: ":unassign" }, times: 2, action: { jobStatus: "failed" } });
        const outcomes = await together({ owner: "a", unassign: ["A"] }, { owner: "b", unassign: ["B"] });
        expect(ends(outcomes)).to.deep.equal(["JobFailedError", "done"]);
        expect(bench.members()).to.deep.equal(["A"]);
        expect((outcomes[0]?.error as JobFailedError | undefined)?.message).to.match(
            /^Unassigning A from conversations project/,
        );
    });

    it("with the errors that the service gave, and what to do", async () => {
        const jobErrors = [{ code: "InvalidArgument", message: "No such \u001b[31mregion.", target: "region" }];
        bench.faults({ match: { path: "assign/jobs" }, times: 9, action: { jobStatus: "failed", jobErrors } });
        bench.faults({ match: { path: ":assign" }, action: { jobStatus: "failed", jobErrors } });
        const [outcome] = await together({ assign: ["A"] });
        expect(outcome?.error).to.be.instanceOf(JobFailedError);
        expect(outcome?.error?.message).to.match(
            /^Assigning A to conversations project "EmailApp" failed: job \S+ ended "failed": InvalidArgument: No such \uFFFD\[31mregion\. \(region\)\. Correct what the service names and run the same command again\.$/,
        );
        expect(outcome?.assignJob).to.include({ status: "failed" });
    });

    it("and a queue that failed once serves the next", async () => {
        const { language } = bench.run().context;
        bench.faults({ match: { method: "GET", path: "/resources\\?" }, action: { status: 403 } });
        expect((await language.submit(projectChange(bench, { assign: ["A"] }))).error).to.be.instanceOf(ServiceError);
        expect((await language.submit(projectChange(bench, { assign: ["A"] }))).error).to.equal(undefined);
        expect(bench.members()).to.deep.equal(["A"]);
    });
});
