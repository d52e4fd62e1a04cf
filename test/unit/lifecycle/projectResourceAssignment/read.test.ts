import { expect } from "chai";
import { DeadlineError } from "#provider/core/errors";
import { create } from "#provider/lifecycle/projectResourceAssignment/create";
import { diff } from "#provider/lifecycle/projectResourceAssignment/diff";
import { read } from "#provider/lifecycle/projectResourceAssignment/read";
import { PartialError } from "#provider/lifecycle/results";
import { arm, member } from "../../../harness/bench/samples";
import { errorOf } from "../../support/testClient";
import { planContext } from "../support/planContext";
import { useBench } from "../support/useBench";

type Properties = Record<string, unknown>;

describe("read of an assignment", () => {
    const bench = useBench();
    const refresh = (state: Properties) => read(bench.run().context, state);

    /** Creates, and answers the state. */
    async function made(accounts: readonly string[], more: Properties = {}): Promise<Properties> {
        return (await create(bench.run().context, bench.assignment(accounts, more))).state;
    }

    /** Creates with a job that outlives its time, and answers the partial state. */
    async function unsettled(accounts: readonly string[], jobDurationMs = 60_000): Promise<Properties> {
        bench.options({ jobDurationMs });
        const inputs = bench.assignment(accounts, { timeouts: { create: "10s", read: "30s" } });
        return (await errorOf(create(bench.run().context, inputs), PartialError)).state;
    }

    it("changes nothing where nothing changed: no false diff follows", async () => {
        const state = await made(["Weu", "Neu"], { timeouts: { create: "1h" }, secretInputs: ["resources"] });
        const observed = await refresh(state);
        expect(observed?.id).to.equal(
            `${bench.emulator.url}/language/authoring/analyze-conversations/projects/EmailApp`,
        );
        expect(observed?.state).to.deep.equal(state);
        const { lastAssignJob, ownedSince, ...inputs } = state;
        expect(observed?.inputs).to.deep.equal(inputs);
        expect(diff(planContext(), observed?.state ?? {}, inputs).changes).to.equal(false);
        expect(lastAssignJob).to.be.an("object");
    });

    it("drops a member that was removed outside, so that the next up assigns it again", async () => {
        const state = await made(["Weu", "Neu"]);
        bench.seed(["Weu"]);
        const observed = await refresh(state);
        expect(observed?.state.resources).to.deep.equal([member("Weu")]);
        expect(observed?.inputs.resources).to.deep.equal([member("Weu")]);
        const inputs = bench.assignment(["Weu", "Neu"]);
        expect(diff(planContext(), observed?.state ?? {}, inputs).changes).to.equal(true);
    });

    it("answers that the resource is gone where no member is left", async () => {
        const state = await made(["Weu"]);
        bench.seed([]);
        expect(await refresh(state)).to.equal(undefined);
    });

    it("answers that the resource is gone where the project is", async () => {
        const state = await made(["Weu"]);
        bench.emulator.putState({ projects: {} });
        expect(await refresh(state)).to.equal(undefined);
    });

    it("does not take over a member that somebody else assigned", async () => {
        const state = await made(["Weu"]);
        bench.seed(["Weu", "Foreign"]);
        expect((await refresh(state))?.state.resources).to.deep.equal([member("Weu")]);
    });

    it("shows a region that was changed outside", async () => {
        const state = await made(["Weu"]);
        bench.emulator.putState({
            projects: { "analyze-conversations/EmailApp": { resources: [member("Weu", "eastus")] } },
        });
        const observed = await refresh(state);
        expect(observed?.state.resources).to.deep.equal([member("Weu", "eastus")]);
    });

    it("keeps the user's spelling of a region and of an id", async () => {
        const resources = [{ ...member("Weu"), azureResourceId: arm("WEU"), region: "West Europe" }];
        const state = await made([], { resources });
        expect((await refresh(state))?.state.resources).to.deep.equal(resources);
    });

    for (const idCase of ["lower", "upper"] as const) {
        it(`knows its members again in ${idCase} case and over several pages`, async () => {
            const state = await made(["Weu", "Neu", "Eus"]);
            bench.options({ idCase, pageSize: 1 });
            expect((await refresh(state))?.state).to.deep.equal(state);
        });
    }

    it("runs no job and changes nothing", async () => {
        const state = await made(["Weu"]);
        const posts = bench.count(/POST/);
        await refresh(state);
        expect(bench.count(/POST/)).to.equal(posts);
    });

    it("reads a state that an older version stored", async () => {
        const { apiVersion, projectKind, existing, logicalName, ...older } = await made(["Weu"]);
        expect((await refresh(older))?.state).to.include({ apiVersion, projectKind, existing });
        expect(logicalName).to.equal("email-app");
    });

    it("fails, rather than say gone, where the service cannot be asked", async () => {
        const state = await made(["Weu"], { timeouts: { read: "10s" } });
        bench.faults({ match: { path: "/language/" }, times: 999, action: { status: 503 } });
        await errorOf(refresh(state), DeadlineError);
    });

    describe("while work is unsettled", () => {
        it("keeps everything while the job runs, though nothing is there yet", async () => {
            const state = await unsettled(["Weu"]);
            const observed = await refresh(state);
            expect(observed?.state.pending).to.deep.equal(state.pending);
            expect(observed?.state.resources).to.deep.equal([member("Weu")]);
        });

        it("is settled once the list shows what the job was to bring", async () => {
            const state = await unsettled(["Weu"]);
            await bench.clock.sleep(60_000);
            const observed = await refresh(state);
            expect(observed?.state).not.to.have.property("pending");
            expect(observed?.state.resources).to.deep.equal([member("Weu")]);
        });

        it("is settled once the job has failed: what is not there is not ours", async () => {
            const state = await unsettled(["Weu"]);
            bench.faults({ match: { path: "assign/jobs" }, action: { jobStatus: "failed" } });
            expect(await refresh(state)).to.equal(undefined);
        });

        it("does not say gone while a job that succeeded is not listed yet", async () => {
            bench.options({ listDelayMs: 30_000 });
            const state = await unsettled(["Weu"]);
            await bench.clock.sleep(60_000);
            const observed = await refresh(state);
            expect(observed?.state.pending).to.deep.equal(state.pending);
        });

        it("does not say gone while what a job did in part is not listed yet", async () => {
            bench.options({ listDelayMs: 30_000, badMember: "partiallyCompleted" });
            const state = await unsettled(["Weu", "badOne"]);
            await bench.clock.sleep(55_000);
            expect(await refresh(state)).not.to.equal(undefined);
        });

        it("does not say gone where the job expired and nothing shows", async () => {
            const state = await unsettled(["Weu"]);
            bench.faults({ match: { path: "assign/jobs" }, times: 9, action: { status: 404 } });
            expect((await refresh(state))?.state.pending).to.deep.equal(state.pending);
        });

        it("does not say gone where the project is not found", async () => {
            const state = await unsettled(["Weu"]);
            bench.emulator.putState({ projects: {} });
            bench.faults({ match: { path: "assign/jobs" }, times: 9, action: { status: 404 } });
            expect((await refresh(state))?.state.pending).to.deep.equal(state.pending);
        });

        it("looks once, rather than wait for the job", async () => {
            const state = await unsettled(["Weu"]);
            const startedAt = bench.clock.now();
            await refresh(state);
            expect(bench.clock.now() - startedAt).to.be.below(5_000);
        });

        it("tells how the job ended", async () => {
            const state = await unsettled(["Weu"]);
            await bench.clock.sleep(60_000);
            expect((await refresh(state))?.state.lastAssignJob).to.include({ status: "succeeded" });
        });
    });
});
