import { expect } from "chai";
import { Harness } from "./harness.js";

describe("faults with jobStatus", () => {
    let at: Harness;
    beforeEach(async () => {
        at = await Harness.start();
        at.seed(["One"]);
    });
    afterEach(() => at.emulator.close());

    const ends: [string, string[]][] = [
        ["failed", ["One"]],
        ["cancelled", ["One"]],
        ["partiallyCompleted", ["One", "Two"]],
        ["succeeded", ["One", "Two", "Three"]],
        ["paused", ["One", "Two", "Three"]],
    ];
    for (const [jobStatus, members] of ends) {
        it(`${jobStatus} end the job that an assign starts`, async () => {
            at.options({ jobDurationMs: 100 });
            at.faults({ match: { path: ":assign" }, action: { jobStatus } });
            const accepted = await at.assign(["Two", "Three"]);
            expect((await at.job(accepted)).json.status).to.equal("running");
            at.clock.now += 100;
            const { json } = await at.job(accepted);
            expect(json.status).to.equal(jobStatus);
            expect("errors" in json).to.equal(jobStatus === "failed" || jobStatus === "partiallyCompleted");
            expect(at.members()).to.deep.equal(members);
        });
    }

    it("end the job that an unassign starts", async () => {
        at.seed(["One", "Two"]);
        at.faults({ action: { jobStatus: "partiallyCompleted" } });
        expect((await at.job(await at.unassign(["One", "Two"]))).json.status).to.equal("partiallyCompleted");
        expect(at.members()).to.deep.equal(["Two"]);
    });

    it("end a job that is looked at while it runs, for good", async () => {
        at.options({ jobDurationMs: 100 });
        const accepted = await at.assign(["Two", "Three"]);
        at.faults({ action: { jobStatus: "partiallyCompleted" } });
        expect((await at.job(accepted)).json.status).to.equal("partiallyCompleted");
        at.clock.now += 100;
        expect((await at.job(accepted)).json.status).to.equal("partiallyCompleted");
        expect(at.members()).to.deep.equal(["One", "Two"]);
    });

    it("only lie about a job that has ended", async () => {
        const accepted = await at.assign(["Two"]);
        at.faults({ action: { jobStatus: "failed" } }, { action: { jobStatus: "running" } });
        const lie = await at.job(accepted);
        expect(lie.json.status).to.equal("failed");
        expect(lie.json.errors[0].code).to.equal("InternalServerError");
        expect((await at.job(accepted)).json.status).to.equal("running");
        expect((await at.job(accepted)).json.status).to.equal("succeeded");
        expect(at.members()).to.deep.equal(["One", "Two"]);
    });

    it("only say an unknown word once about a job that runs", async () => {
        at.options({ jobDurationMs: 100 });
        const accepted = await at.assign(["Two"]);
        at.faults({ action: { jobStatus: "paused" } });
        expect((await at.job(accepted)).json.status).to.equal("paused");
        expect((await at.job(accepted)).json.status).to.equal("running");
        at.clock.now += 100;
        expect((await at.job(accepted)).json.status).to.equal("succeeded");
    });

    it("show errors in whatever shape jobErrors has", async () => {
        for (const jobErrors of [null, "boom", [null], [{ code: 5 }], { code: "x" }]) {
            at.faults({ action: { jobStatus: "failed", jobErrors } });
            const { json } = await at.job(await at.assign(["Two"]));
            expect(json.errors).to.deep.equal(jobErrors);
        }
    });
});
