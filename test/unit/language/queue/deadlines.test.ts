import { expect } from "chai";
import { DeadlineError } from "#provider/core/errors";
import { UnsettledError } from "#provider/language/queue/errors";
import { useBench } from "../../lifecycle/support/useBench";
import { projectChange } from "../support/projectChange";

describe("a project's queue keeps each deadline", () => {
    const bench = useBench();

    it("of a job that outlives it: unsettled, with the job's id and last status", async () => {
        bench.options({ jobDurationMs: 60_000 });
        const { language } = bench.run().context;
        const outcome = await language.submit(projectChange(bench, { assign: ["A"], limitInMs: 10_000 }));
        expect(outcome.error).to.be.instanceOf(UnsettledError);
        expect(outcome.error?.message).to.match(/job \S+ has not ended in time; its last status is "running"/);
        expect(outcome.pending?.jobId).to.equal(bench.emulator.state().jobs[0]?.jobId);
    });

    it("of the impatient one, while the merged job goes on for the patient one", async () => {
        bench.options({ jobDurationMs: 60_000 });
        const { language } = bench.run().context;
        const startedAt = bench.clock.now();
        const impatient = language.submit(projectChange(bench, { owner: "a", assign: ["A"], limitInMs: 10_000 }));
        const patient = language.submit(projectChange(bench, { owner: "b", assign: ["B"] }));
        const outcome = await impatient;
        expect(bench.clock.now() - startedAt).to.be.within(10_000, 12_000);
        expect(outcome.error).to.be.instanceOf(UnsettledError);
        expect(outcome.pending).to.include({ verb: "assign" }).and.have.property("jobId");
        expect(outcome.pending?.members).to.have.length(1);
        expect((await patient).error).to.equal(undefined);
        expect(bench.members()).to.deep.equal(["A", "B"]);
    });

    it("of one that never had its turn: nothing was sent, and it says so", async () => {
        bench.options({ jobDurationMs: 60_000 });
        const { language } = bench.run().context;
        const first = language.submit(projectChange(bench, { owner: "a", assign: ["A"] }));
        await bench.clock.sleep(5_000);
        const outcome = await language.submit(projectChange(bench, { owner: "b", assign: ["B"], limitInMs: 10_000 }));
        expect(outcome.error?.message).to.match(/took longer than 1\d s; nothing was sent/);
        expect([outcome.effective, outcome.pending]).to.deep.equal([false, undefined]);
        await first;
        expect(bench.jobs()).to.deep.equal(["assign A"]);
    });

    it("of one whose project cannot be listed: the last real error is told", async () => {
        bench.faults({ match: { method: "GET", path: "/language/" }, times: 9_999, action: { status: 502 } });
        const { language } = bench.run().context;
        const outcome = await language.submit(projectChange(bench, { assign: ["A"], limitInMs: 20_000 }));
        expect(outcome.error).to.be.instanceOf(DeadlineError);
        expect(outcome.error?.message).to.contain("502");
        expect([outcome.effective, outcome.pending]).to.deep.equal([false, undefined]);
    });

    it("of a throttled request: nothing was sent", async () => {
        bench.faults({ match: { method: "POST" }, times: 9_999, action: { status: 429 } });
        const { language } = bench.run().context;
        const outcome = await language.submit(projectChange(bench, { assign: ["A"], limitInMs: 20_000 }));
        expect(outcome.error).to.be.instanceOf(DeadlineError);
        expect([outcome.effective, outcome.pending]).to.deep.equal([false, undefined]);
    });

    it("and sends nothing more once the engine is gone", async () => {
        bench.options({ jobDurationMs: 60_000 });
        const run = bench.run();
        const { signal } = run.context;
        const working = run.context.language.submit(projectChange(bench, { assign: ["A"], signal }));
        await bench.clock.sleep(5_000);
        run.abort(new Error("The engine is gone."));
        const outcome = await working;
        const requests = bench.emulator.state().requests.length;
        await bench.clock.sleep(120_000);
        expect(outcome.error).to.be.instanceOf(Error);
        expect(outcome.pending).to.include({ verb: "assign" });
        expect(bench.emulator.state().requests.length).to.equal(requests);
    });

    it("and leaves no timer behind", async () => {
        const { language } = bench.run().context;
        const startedAt = bench.clock.now();
        await language.submit(projectChange(bench, { assign: ["A"] }));
        await new Promise((resolve) => setTimeout(resolve, 20));
        expect(bench.clock.now() - startedAt).to.be.below(10_000);
    });
});
