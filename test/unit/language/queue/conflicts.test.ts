import { expect } from "chai";
import { ServiceError } from "#provider/core/errors";
import { arm, member } from "../../../harness/bench/samples";
import { useBench } from "../../lifecycle/support/useBench";
import { projectChange } from "../support/projectChange";

describe("a project's queue, when somebody else's job runs", () => {
    const bench = useBench();

    it("waits for its end, says so once, and then does its own", async () => {
        bench.options({ jobDurationMs: 6_000, concurrentJobs: "conflict" });
        const [one, other] = [bench.run(), bench.run()];
        const outcomes = await Promise.all([
            one.context.language.submit(projectChange(bench, { owner: "a", assign: ["A"] })),
            other.context.language.submit(projectChange(bench, { owner: "b", assign: ["B"] })),
        ]);
        expect(outcomes.map(({ error }) => error)).to.deep.equal([undefined, undefined]);
        expect(bench.members()).to.deep.equal(["A", "B"]);
        const waiting = /another job is changing the project; waiting for it to end/g;
        const said = [one, other].map((run) => run.said("info").match(waiting)?.length ?? 0);
        expect(said.sort()).to.deep.equal([0, 1]);
    });

    for (const concurrentJobs of ["queue", "conflict", "parallel"] as const) {
        it(`needs nothing more where the other's job does the same (${concurrentJobs})`, async () => {
            bench.options({ jobDurationMs: 5_000, concurrentJobs, assignExisting: "fail" });
            const outcomes = await Promise.all(
                ["a", "b"].map((owner) =>
                    bench.run().context.language.submit(projectChange(bench, { owner, assign: ["A"] })),
                ),
            );
            expect(outcomes.map(({ error }) => error)).to.deep.equal([undefined, undefined]);
            expect(bench.members()).to.deep.equal(["A"]);
        });
    }

    it("sends, after the wait, only what the other's job did not do", async () => {
        bench.options({ jobDurationMs: 5_000, concurrentJobs: "conflict", assignExisting: "fail" });
        const both = await Promise.all([
            bench.run().context.language.submit(projectChange(bench, { owner: "a", assign: ["A", "B"] })),
            bench.run().context.language.submit(projectChange(bench, { owner: "b", assign: ["B", "C"] })),
        ]);
        expect(both.map(({ error }) => error)).to.deep.equal([undefined, undefined]);
        expect(bench.members()).to.deep.equal(["A", "B", "C"]);
    });

    it("gives up at its deadline with the service's own words; nothing was sent", async () => {
        bench.faults({ match: { method: "POST" }, times: 9_999, action: { status: 409 } });
        const { language } = bench.run().context;
        const outcome = await language.submit(projectChange(bench, { assign: ["A"], limitInMs: 8_000 }));
        expect(outcome.error).to.be.instanceOf(ServiceError).and.include({ statusCode: 409 });
        expect([outcome.effective, outcome.pending]).to.deep.equal([false, undefined]);
    });

    it("sees what a person did meanwhile", async () => {
        bench.faults({ match: { method: "POST" }, times: 3, action: { status: 409 } });
        const work = bench.run().context.language.submit(projectChange(bench, { assign: ["A"] }));
        await bench.clock.sleep(700);
        bench.emulator.putState({
            projects: { "analyze-conversations/EmailApp": { resources: [member("A")] } },
            devices: {},
        });
        const outcome = await work;
        expect(outcome.error).to.equal(undefined);
        expect(bench.jobs()).to.deep.equal([]);
        expect(outcome.after?.map(({ azureResourceId }) => azureResourceId)).to.deep.equal([arm("A")]);
    });
});
