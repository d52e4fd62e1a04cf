import { expect } from "chai";
import type { FaultAction } from "#emulator/index";
import { UnsettledError } from "#provider/language/queue/errors";
import { arm } from "../../../harness/bench/samples";
import { useBench } from "../../lifecycle/support/useBench";
import { projectChange, type Wanted } from "../support/projectChange";

/** Faults after which the service has done its work, or not, and nobody was told. */
const losses: [title: string, action: FaultAction][] = [
    ["reset before any effect", { reset: "before" }],
    ["reset after the effect", { reset: "after" }],
    ["hung before any effect", { hang: "before" }],
    ["hung after the effect", { hang: "after" }],
    ["500", { status: 500 }],
    ["502", { status: 502 }],
    ["408", { status: 408 }],
];
const badLocations: [title: string, location: string | null][] = [
    ["absent", null],
    ["elsewhere, without an id", "https://evil.example/jobs/"],
    ["malformed", "https://["],
    ["without an id", "/language/authoring/"],
];

describe("a project's queue, when an answer is lost", () => {
    const bench = useBench();

    function work(wanted: Wanted) {
        return bench.run().context.language.submit(projectChange(bench, wanted));
    }

    it("keeps what was lost pending where the job of a later attempt fails", async () => {
        bench.faults(
            { match: { path: ":assign" }, action: { reset: "before" } },
            { match: { path: ":assign" }, action: { jobStatus: "failed" } },
        );
        const outcome = await work({ assign: ["A"] });
        expect(outcome.error).to.be.instanceOf(UnsettledError);
        expect(outcome.error?.message)
            .to.contain("the answer to an earlier attempt was lost")
            .and.contain('ended "failed"');
        expect(outcome.pending).to.deep.include({ verb: "assign", members: [arm("A")] });
    });

    for (const [title, action] of losses) {
        for (const repeated of ["ok", "fail"] as const) {
            it(`assigns all the same (${title}; assigning again: ${repeated})`, async () => {
                bench.options({ assignExisting: repeated });
                bench.faults({ match: { path: ":assign" }, action });
                const outcome = await work({ assign: ["A", "B"] });
                expect(outcome.error).to.equal(undefined);
                expect(outcome.pending).to.equal(undefined);
                expect(bench.members()).to.deep.equal(["A", "B"]);
            });

            it(`unassigns all the same (${title}; unassigning again: ${repeated})`, async () => {
                bench.seed(["A", "B"]);
                bench.options({ unassignMissing: repeated });
                bench.faults({ match: { path: ":unassign" }, action });
                const outcome = await work({ unassign: ["A", "B"] });
                expect(outcome.error).to.equal(undefined);
                expect(outcome.pending).to.equal(undefined);
                expect(bench.members()).to.deep.equal([]);
            });
        }
    }

    it("does not send again what it sees done", async () => {
        bench.faults({ match: { path: ":assign" }, action: { reset: "after" } });
        await work({ assign: ["A"] });
        expect(bench.jobs()).to.deep.equal(["assign A"]);
    });

    it("looks first, and long enough for a job of some seconds", async () => {
        bench.options({ jobDurationMs: 10_000 });
        bench.faults({ match: { path: ":assign" }, action: { reset: "after" } });
        await work({ assign: ["A"] });
        expect(bench.jobs()).to.deep.equal(["assign A"]);
    });

    it("is unsettled when the job is longer than the time there is, and names the last error", async () => {
        bench.options({ jobDurationMs: 60_000 });
        bench.faults({ match: { path: ":assign" }, action: { reset: "after" } });
        const { error, pending } = await work({ assign: ["A"], limitInMs: 10_000 });
        expect(error).to.be.instanceOf(UnsettledError);
        expect(error?.message).to.match(/is not settled: .+ Last error: .+may or may not have taken effect/);
        expect(pending)
            .to.deep.include({ verb: "assign", members: [arm("A")] })
            .and.not.have.property("jobId");
    });

    it("is still unsettled where the request is refused afterwards: that says nothing of the first one", async () => {
        bench.options({ jobDurationMs: 60_000 });
        bench.faults(
            { match: { path: ":assign" }, action: { reset: "after" } },
            { match: { path: ":assign" }, action: { status: 400 } },
        );
        const { error, pending, effective } = await work({ assign: ["A"] });
        expect(error).to.be.instanceOf(Error);
        expect(effective).to.equal(true);
        expect(pending).to.include({ verb: "assign" });
    });

    for (const [title, operationLocation] of badLocations) {
        it(`looks at the list where Operation-Location is ${title}`, async () => {
            bench.options({ jobDurationMs: 30_000 });
            bench.faults({ match: { path: ":assign" }, action: { operationLocation } });
            const run = bench.run();
            const outcome = await run.context.language.submit(projectChange(bench, { assign: ["A"] }));
            expect(outcome.error).to.equal(undefined);
            expect(bench.jobs()).to.deep.equal(["assign A"]);
            expect(run.said("info")).to.match(/the service named (no|its) job.*looking at the list instead/);
        });
    }

    it("follows a job that is named at another host, and tells why it failed", async () => {
        bench.options({ operationLocationOrigin: "https://gateway.internal:8443" });
        bench.faults({
            match: { operation: "assign" },
            action: { jobStatus: "failed", jobErrors: [{ code: "Odd", message: "The moon is full." }] },
        });
        const { error } = await work({ assign: ["A"] });
        expect(error?.message).to.contain("The moon is full.");
        const { error: none } = await work({ assign: ["B"] });
        expect(none).to.equal(undefined);
        expect(bench.jobs()).to.deep.equal(["assign A", "assign B"]);
    });

    it("is unsettled where nothing shows of a job without a name", async () => {
        bench.faults({ match: { path: ":assign" }, action: { jobStatus: "failed" } });
        bench.emulator.setFaults([
            { match: { path: ":assign" }, times: 9, action: { status: 202, headers: { "Operation-Location": null } } },
        ]);
        const { error, pending } = await work({ assign: ["A"] });
        expect(error).to.be.instanceOf(UnsettledError);
        expect(pending).to.deep.include({ verb: "assign", members: [arm("A")] });
        expect(bench.count(/POST/)).to.equal(1);
    });

    it("believes the list where the job has expired", async () => {
        bench.options({ jobLifetimeMs: 0 });
        const outcome = await work({ assign: ["A"] });
        expect(outcome.error).to.equal(undefined);
        expect(bench.jobs()).to.deep.equal(["assign A"]);
    });

    it("is unsettled, by the job's name, where the job cannot be read and the list shows nothing", async () => {
        bench.options({ jobDurationMs: 600_000 });
        bench.faults({ match: { path: "assign/jobs" }, times: 99, action: { status: 404 } });
        const { error, pending } = await work({ assign: ["A"] });
        expect(error).to.be.instanceOf(UnsettledError);
        expect(pending).to.include({ verb: "assign" }).and.have.property("jobId");
    });

    for (const action of [
        { status: 500 },
        { reset: "after" },
        { truncate: true },
        { text: "oops" },
        { hang: "body" },
    ]) {
        it(`goes on following a job after ${JSON.stringify(action)} to a poll`, async () => {
            bench.options({ jobDurationMs: 3_000 });
            bench.faults({ match: { path: "assign/jobs" }, action: action as FaultAction });
            expect((await work({ assign: ["A"] })).error).to.equal(undefined);
            expect(bench.jobs()).to.deep.equal(["assign A"]);
        });
    }
});
