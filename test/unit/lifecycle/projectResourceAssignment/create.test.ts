import { expect } from "chai";
import { ServiceError } from "#provider/core/errors";
import { JobFailedError } from "#provider/language/queue/errors";
import { create } from "#provider/lifecycle/projectResourceAssignment/create";
import { ExistsError } from "#provider/lifecycle/projectResourceAssignment/members/keep";
import { PartialError } from "#provider/lifecycle/results";
import { member } from "../../../harness/bench/samples";
import { errorOf } from "../../support/testClient";
import { useBench } from "../support/useBench";

describe("create of an assignment", () => {
    const bench = useBench();

    it("assigns, and answers a readable id, the inputs and the job", async () => {
        const inputs = bench.assignment(["Weu", "Neu"], { timeouts: { create: "1h" } });
        const { id, state } = await create(bench.run().context, inputs);
        const { lastAssignJob, ownedSince, ...rest } = state;
        expect(ownedSince).to.match(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
        expect(id).to.equal(`${bench.emulator.url}/language/authoring/analyze-conversations/projects/EmailApp`);
        expect(rest).to.deep.equal(inputs);
        expect(lastAssignJob)
            .to.include({ status: "succeeded" })
            .and.have.all.keys("jobId", "status", "createdDateTime", "lastUpdatedDateTime");
        expect(bench.members()).to.deep.equal(["Neu", "Weu"]);
    });

    it("answers plain JSON, as the engine keeps it", async () => {
        const { state } = await create(bench.run().context, bench.assignment(["Weu"]));
        expect(JSON.parse(JSON.stringify(state))).to.deep.equal(state);
        expect(Object.values(state)).not.to.include(undefined);
    });

    it("sends what the user wrote, and compares what it means", async () => {
        const resources = [
            { ...member("Weu"), region: "West Europe", customDomain: "WEU.cognitiveservices.azure.com" },
        ];
        await create(bench.run().context, bench.assignment([], { resources }));
        expect(bench.emulator.state().projects["analyze-conversations/EmailApp"]?.resources[0]).to.include(
            resources[0],
        );
    });

    it("adopts what is there, says so, and assigns the rest", async () => {
        bench.seed(["Weu"]);
        const run = bench.run();
        await create(run.context, bench.assignment(["Weu", "Neu"]));
        expect(bench.jobs()).to.deep.equal(["assign Neu"]);
        expect(run.said("info")).to.contain(
            'Weu was assigned to conversations project "EmailApp" already and now belongs to "email-app"',
        );
    });

    it("runs no job where all is there", async () => {
        bench.seed(["Weu"]);
        const { state } = await create(bench.run().context, bench.assignment(["Weu"]));
        expect(bench.count(/POST/)).to.equal(0);
        expect(state).not.to.have.property("lastAssignJob");
    });

    it("remembers the region that an adopted member really has", async () => {
        bench.seed(["Weu"]);
        const resources = [member("Weu", "eastus")];
        const run = bench.run();
        const { state } = await create(run.context, bench.assignment([], { resources }));
        expect(state.resources).to.deep.equal([member("Weu", "westeurope")]);
        expect(run.said("warning")).to.contain("Weu over with the region westeurope, not eastus");
    });

    it("warns of no region where an adopted member has the declared one, in any spelling", async () => {
        bench.seed(["Weu"]);
        const run = bench.run();
        await create(run.context, bench.assignment([], { resources: [member("Weu", "West Europe")] }));
        expect(run.said("warning")).to.equal("");
    });

    it('refuses what is there under existing: "fail", and changes nothing', async () => {
        bench.seed(["Weu"]);
        const inputs = bench.assignment(["Weu", "Neu"], { existing: "fail" });
        const error = await errorOf(create(bench.run().context, inputs), ExistsError);
        expect(error.message).to.contain("already assigned").and.contain("Weu").and.not.contain("Neu,");
        expect(bench.count(/POST/)).to.equal(0);
    });

    it("leaves nothing in the state where nothing was assigned", async () => {
        bench.options({ badMember: "failed" });
        const error = await errorOf(create(bench.run().context, bench.assignment(["Weu", "badOne"])), JobFailedError);
        expect(error).not.to.be.instanceOf(PartialError);
        expect(bench.members()).to.deep.equal([]);
    });

    it("keeps what a partial job assigned, and what it may yet assign", async () => {
        bench.options({ badMember: "partiallyCompleted" });
        const { state } = await errorOf(create(bench.run().context, bench.assignment(["Weu", "badOne"])), PartialError);
        expect((state.resources as unknown[])[0]).to.deep.equal(member("Weu"));
        expect(state.lastAssignJob).to.include({ status: "partiallyCompleted" });
    });

    it("keeps a job that outlives its time as pending, with the story in the reasons", async () => {
        bench.options({ jobDurationMs: 60_000 });
        const inputs = bench.assignment(["Weu"], { timeouts: { create: "10s" } });
        const error = await errorOf(create(bench.run().context, inputs), PartialError);
        const [job] = bench.emulator.state().jobs;
        expect(error.id).to.equal(`${bench.emulator.url}/language/authoring/analyze-conversations/projects/EmailApp`);
        expect(error.state).to.deep.include({ ...inputs });
        expect(error.state.pending).to.deep.include({
            verb: "assign",
            jobId: job?.jobId,
            members: [member("Weu").azureResourceId],
        });
        expect(error.reasons.join(" ")).to.contain('its last status is "running"').and.contain("again");
    });

    it("copies no secret member under another name", async () => {
        bench.options({ jobDurationMs: 60_000 });
        const inputs = bench.assignment(["Weu"], { timeouts: { create: "10s" }, secretInputs: ["resources"] });
        const { state } = await errorOf(create(bench.run().context, inputs), PartialError);
        const { resources, ...others } = state;
        expect(resources).to.have.length(1);
        expect(JSON.stringify(others)).not.to.match(/Weu/i);
    });

    it("keeps in a partial state only what was, or may have been, assigned", async () => {
        bench.seed(["Old"]);
        bench.faults({ match: { path: ":assign" }, times: 2, action: { jobStatus: "partiallyCompleted" } });
        const { state } = await errorOf(create(bench.run().context, bench.assignment(["Old", "A", "B"])), PartialError);
        const kept = (state.resources as { azureResourceId: string }[]).map((one) =>
            one.azureResourceId.split("/").pop(),
        );
        expect(kept).to.include.members(["Old", "A"]);
    });

    const refusals: [status: number, hint: RegExp][] = [
        [403, /Cognitive Services Language Owner/],
        [404, /case-sensitive/],
    ];
    for (const [status, hint] of refusals) {
        it(`explains a ${status} to the list and to the assign`, async () => {
            for (const method of ["GET", "POST"]) {
                bench.faults({ match: { method, path: "/language/" }, times: 9, action: { status } });
                const error = await errorOf(create(bench.run().context, bench.assignment(["Weu"])), ServiceError);
                expect(error.statusCode).to.equal(status);
                expect(error.message).to.match(hint);
            }
        });
    }

    it("assigns with a token, and lists and follows with a key", async () => {
        bench.faults({ match: { path: "msi/token.*graph" }, times: 99, action: { status: 500 } });
        const run = bench.run({ withKey: true });
        await create(run.context, bench.assignment(["Weu"]));
        expect(bench.count(/msi\/token/)).to.equal(1);
        expect(bench.members()).to.deep.equal(["Weu"]);
    });

    it("works without the key where local authentication is off", async () => {
        bench.options({ localAuth: false });
        await create(bench.run({ withKey: true }).context, bench.assignment(["Weu"]));
        expect(bench.members()).to.deep.equal(["Weu"]);
    });

    it("works in every version of the contract, for both kinds", async () => {
        const versions = ["2022-10-01-preview", "2023-11-15-preview", "2024-11-15-preview", "2025-05-15-preview"];
        const pairs = [
            ...versions.flatMap((version) => [[version, "conversations"] as const, [version, "text"] as const]),
            ["2025-11-01", "conversations"] as const,
            ["2025-11-15-preview", "conversations"] as const,
        ];
        for (const [apiVersion, projectKind] of pairs) {
            const family = `analyze-${projectKind}/P`;
            bench.emulator.putState({ projects: { [family]: {} } });
            const inputs = bench.assignment(["Weu"], { apiVersion, projectKind, projectName: "P" });
            const { id } = await create(bench.run().context, inputs);
            expect(bench.emulator.state().projects[family]?.resources, apiVersion).to.have.length(1);
            expect(id).to.equal(`${bench.emulator.url}/language/authoring/analyze-${projectKind}/projects/P`);
        }
    });
});
