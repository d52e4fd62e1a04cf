import { expect } from "chai";
import { arm, Harness, member } from "./harness.js";

const dayInMs = 24 * 60 * 60 * 1000;

describe("jobs", () => {
    let at: Harness;
    beforeEach(async () => {
        at = await Harness.start();
        at.seed(["One"]);
    });
    afterEach(() => at.emulator.close());

    it("have ended by the first poll when they take no time", async () => {
        const { json } = await at.job(await at.assign(["Two"]));
        expect(json).to.deep.equal({
            jobId: json.jobId,
            createdDateTime: "2025-01-02T03:04:05Z",
            lastUpdatedDateTime: "2025-01-02T03:04:05Z",
            expirationDateTime: "2025-01-09T03:04:05Z",
            status: "succeeded",
        });
    });

    it("run for the option jobDurationMs and take effect at their end", async () => {
        at.options({ jobDurationMs: 1000 });
        const accepted = await at.assign(["Two"]);
        at.clock.now += 999;
        expect((await at.job(accepted)).json.status).to.equal("running");
        expect(at.members()).to.deep.equal(["One"]);
        at.clock.now += 1;
        expect((await at.job(accepted)).json.status).to.equal("succeeded");
        expect(at.members()).to.deep.equal(["One", "Two"]);
    });

    it("take effect though nobody polls, at the time of their end", async () => {
        at.options({ jobDurationMs: 1000, listDelayMs: 5000 });
        await at.assign(["Two"]);
        const endsAt = at.clock.now + 1000;
        at.clock.now += 6000;
        expect((await at.language("GET", at.path())).json.value).to.have.length(2);
        expect(at.emulator.state().jobs[0]?.endedAt).to.equal(endsAt);
    });

    it("keep the duration that they were started with", async () => {
        at.options({ jobDurationMs: 1000 });
        const accepted = await at.assign(["Two"]);
        at.options({ jobDurationMs: 0 });
        expect((await at.job(accepted)).json.status).to.equal("running");
    });

    it("can be found for seven days, or for the option jobLifetimeMs", async () => {
        at.options({ tokenLifetimeMs: 30 * dayInMs });
        const week = await at.assign(["Two"]);
        at.options({ jobLifetimeMs: 100 });
        const short = await at.assign(["Three"]);
        at.clock.now += 101;
        expect((await at.job(short)).json.error.message).to.match(/^Operation not found `.*`\.$/);
        at.clock.now += 7 * dayInMs - 101;
        expect((await at.job(week)).status).to.equal(200);
        at.clock.now += 1;
        expect((await at.job(week)).status).to.equal(404);
    });

    it("carry Retry-After only by the option jobRetryAfterSeconds, and only until they end", async () => {
        expect((await at.assign(["Two"])).headers.has("retry-after")).to.equal(false);
        at.options({ jobRetryAfterSeconds: 3, jobDurationMs: 10 });
        const accepted = await at.assign(["Three"]);
        expect(accepted.headers.get("retry-after")).to.equal("3");
        expect((await at.job(accepted)).headers.get("retry-after")).to.equal("3");
        at.clock.now += 10;
        expect((await at.job(accepted)).headers.has("retry-after")).to.equal(false);
    });

    describe("two at once on one project", () => {
        beforeEach(() => at.options({ jobDurationMs: 100 }));
        const statuses = async (...accepted: Awaited<ReturnType<Harness["assign"]>>[]) =>
            Promise.all(accepted.map(async (one) => (await at.job(one)).json.status));

        it("queue by default: the second starts when the first has ended", async () => {
            const first = await at.assign(["Two"]);
            at.clock.now += 10;
            const second = await at.assign(["Three"]);
            expect(await statuses(first, second)).to.deep.equal(["running", "notStarted"]);
            at.clock.now += 90;
            expect(await statuses(first, second)).to.deep.equal(["succeeded", "running"]);
            at.clock.now += 99;
            expect(await statuses(second)).to.deep.equal(["running"]);
            at.clock.now += 1;
            expect(await statuses(second)).to.deep.equal(["succeeded"]);
        });

        it("queue in turn, unseen, with the right times", async () => {
            for (const account of ["Two", "Three", "Four"]) {
                await at.assign([account]);
            }
            const began = at.clock.now;
            at.clock.now += 1000;
            const ends = at.emulator.state().jobs.map((job) => (job.endedAt ?? 0) - began);
            expect(ends).to.deep.equal([100, 200, 300]);
        });

        it("conflict with 409, while a job of another project is free to run", async () => {
            at.emulator.putState({
                projects: { "analyze-conversations/EmailApp": {}, "analyze-conversations/Other": {} },
            });
            at.options({ concurrentJobs: "conflict" });
            const first = await at.assign(["Two"]);
            const refused = await at.unassign(["Two"]);
            expect(refused.status).to.equal(409);
            expect(refused.json.error.code).to.equal("Conflict");
            expect((await at.assign(["Two"], "Other")).status).to.equal(202);
            at.clock.now += 100;
            expect(await statuses(first)).to.deep.equal(["succeeded"]);
            expect((await at.unassign(["Two"])).status).to.equal(202);
        });

        it("run in parallel", async () => {
            at.options({ concurrentJobs: "parallel" });
            const accepted = [await at.assign(["Two"]), await at.assign(["Three"])];
            at.clock.now += 100;
            expect(await statuses(...accepted)).to.deep.equal(["succeeded", "succeeded"]);
        });

        it("do not hold up a job that runs when one that waits is ended by a fault", async () => {
            const first = await at.assign(["Two"]);
            const second = await at.assign(["Three"]);
            at.clock.now += 50;
            at.faults({
                match: { path: new URL(second.headers.get("operation-location") ?? "").pathname },
                action: { jobStatus: "cancelled" },
            });
            expect(await statuses(second)).to.deep.equal(["cancelled"]);
            at.clock.now += 50;
            expect(await statuses(first)).to.deep.equal(["succeeded"]);
            expect(at.members()).to.deep.equal(["One", "Two"]);
        });

        it("never interfere between projects", async () => {
            at.emulator.putState({
                projects: { "analyze-conversations/EmailApp": {}, "analyze-conversations/Other": {} },
            });
            const accepted = [await at.assign(["Two"]), await at.assign(["Two"], "Other")];
            at.clock.now += 100;
            expect(await statuses(...accepted)).to.deep.equal(["succeeded", "succeeded"]);
        });
    });

    describe("what the service leaves undocumented", () => {
        it("assigns what is assigned: ok by default, and the older region stays", async () => {
            const body = { resourcesMetadata: [member("ONE", "eastus"), member("Two")] };
            const accepted = await at.language("POST", at.path("/:assign"), { body });
            expect((await at.job(accepted)).json.status).to.equal("succeeded");
            const { json } = await at.language("GET", at.path());
            expect(json.value[0]).to.deep.equal({ azureResourceId: arm("One"), region: "westeurope" });
            expect(at.members()).to.deep.equal(["One", "Two"]);
        });

        it("assigns what is assigned: fail", async () => {
            at.options({ assignExisting: "fail" });
            const { json } = await at.job(await at.assign(["Two", "One"]));
            expect(json.status).to.equal("failed");
            expect(json.errors[0]).to.include({ code: "Conflict", target: arm("One") });
            expect(at.members()).to.deep.equal(["One"]);
        });

        it("unassigns what is not assigned: ok by default, or fail", async () => {
            expect((await at.job(await at.unassign(["Nope"]))).json.status).to.equal("succeeded");
            at.options({ unassignMissing: "fail" });
            const { json } = await at.job(await at.unassign(["One", "Nope"]));
            expect(json.status).to.equal("failed");
            expect(json.errors[0]).to.include({ code: "NotFound", target: arm("Nope") });
            expect(at.members()).to.deep.equal(["One"]);
        });

        it("meets a bad member: the job fails, or the good ones take effect", async () => {
            const failed = (await at.job(await at.assign(["Two", "BadOne"]))).json;
            expect(failed.status).to.equal("failed");
            expect(failed.errors).to.deep.equal([
                { code: "InvalidArgument", message: "The resource cannot be reached.", target: arm("BadOne") },
            ]);
            expect(at.members()).to.deep.equal(["One"]);
            at.options({ badMember: "partiallyCompleted" });
            const partial = (await at.job(await at.assign(["Two", "badOne", "Three"]))).json;
            expect(partial.status).to.equal("partiallyCompleted");
            expect(partial.errors).to.have.length(1);
            expect(at.members()).to.deep.equal(["One", "Two", "Three"]);
        });
    });

    it("fail when the target holds a project of that name already, whatever its family", async () => {
        at.emulator.putState({
            projects: { "analyze-conversations/EmailApp": {}, "analyze-text/EmailApp": { resources: [member("One")] } },
        });
        const { json } = await at.job(await at.assign(["one", "Two"]));
        expect(json.status).to.equal("failed");
        expect(json.errors[0].message).to.match(/already holds a project named "EmailApp" \(analyze-text\)/);
        expect(json.errors[0].target).to.equal(arm("one"));
        expect(at.members()).to.deep.equal([]);
        at.emulator.putState({
            projects: { "analyze-conversations/EmailApp": {}, "analyze-text/emailapp": { resources: [member("One")] } },
        });
        expect((await at.job(await at.assign(["One"]))).json.status).to.equal("succeeded");
    });

    it("delete the project's deployments on the resources that they unassign", async () => {
        const deployments = [
            { deploymentName: "production", assignedResources: [{ azureResourceId: arm("one") }] },
            { deploymentName: "staging", assignedResources: [{ azureResourceId: arm("Two") }] },
        ];
        at.emulator.putState({
            projects: { "analyze-conversations/EmailApp": { resources: [member("One"), member("Two")], deployments } },
        });
        await at.unassign(["One"]);
        const project = at.emulator.state().projects["analyze-conversations/EmailApp"];
        expect(project?.deployments).to.deep.equal(deployments.slice(1));
    });

    it("take effect on a state that was put while they ran, and fail where their project is gone", async () => {
        at.options({ jobDurationMs: 10 });
        await at.assign(["Two"]);
        at.seed([]);
        at.clock.now += 10;
        expect(at.members()).to.deep.equal(["Two"]);
        await at.assign(["Three"]);
        at.emulator.putState({});
        at.clock.now += 10;
        const { jobs } = at.emulator.state();
        expect(jobs[1]?.status).to.equal("failed");
        expect(jobs[1]?.errors).to.deep.equal([
            { code: "ProjectNotFound", message: "The project is gone.", target: "analyze-conversations/EmailApp" },
        ]);
    });

    it("follow a clock that is off", async () => {
        at.options({ clockOffsetMs: -3_600_000 });
        const { json, headers } = await at.job(await at.assign(["Two"]));
        expect(json.createdDateTime).to.equal("2025-01-02T02:04:05Z");
        expect(Date.parse(headers.get("date") ?? "")).to.equal(at.clock.now - 3_600_000);
    });

    it("stay done when the clock is set back", async () => {
        await at.assign(["Two"]);
        at.clock.now += 10;
        const listed = async () => (await at.language("GET", at.path())).json.value;
        expect(await listed()).to.have.length(2);
        at.options({ clockOffsetMs: -3_600_000 });
        expect(await listed()).to.have.length(2);
    });
});
