import { expect } from "chai";
import { Deadline } from "#provider/core/deadline";
import { AssignmentsError, DeadlineError, ServiceError } from "#provider/core/errors";
import { JobFailedError, UnsettledError } from "#provider/language/queue/errors";
import { check } from "#provider/lifecycle/projectResourceAssignment/check";
import { create } from "#provider/lifecycle/projectResourceAssignment/create";
import { remove } from "#provider/lifecycle/projectResourceAssignment/delete";
import { diff } from "#provider/lifecycle/projectResourceAssignment/diff";
import { readState } from "#provider/lifecycle/projectResourceAssignment/state";
import { update } from "#provider/lifecycle/projectResourceAssignment/update";
import { errorOf } from "../../support/testClient";
import { useBench } from "../support/useBench";

type Properties = Record<string, unknown>;

describe("delete of an assignment", () => {
    const bench = useBench();
    const destroy = (state: Properties) => remove(bench.run().context, state);

    async function made(accounts: readonly string[], more: Properties = {}): Promise<Properties> {
        return (await create(bench.run().context, bench.assignment(accounts, more))).state;
    }

    it("unassigns its own members and nobody else's", async () => {
        const state = await made(["A", "B"]);
        bench.seed(["A", "B", "Foreign"]);
        await destroy(state);
        expect(bench.members()).to.deep.equal(["Foreign"]);
        expect(bench.jobs()).to.deep.equal(["assign A,B", "unassign A,B"]);
    });

    it("unassigns only what is still there", async () => {
        const state = await made(["A", "B"]);
        bench.seed(["B"]);
        bench.options({ unassignMissing: "fail" });
        await destroy(state);
        expect(bench.jobs()).to.deep.equal(["assign A,B", "unassign B"]);
    });

    it("is done without a job where nothing is left, twice if need be", async () => {
        const state = await made(["A"]);
        await destroy(state);
        await destroy(state);
        expect(bench.jobs()).to.deep.equal(["assign A", "unassign A"]);
    });

    it("is done without a job where the project is gone", async () => {
        const state = await made(["A"]);
        bench.emulator.putState({ projects: {} });
        await destroy(state);
        expect(bench.count(/:unassign/)).to.equal(0);
    });

    it("is done where the project goes while its job runs", async () => {
        const state = await made(["A"]);
        bench.options({ jobDurationMs: 5_000 });
        const destroying = destroy(state);
        await bench.clock.sleep(2_000);
        bench.emulator.putState({ projects: {} });
        await destroying;
    });

    it("does not take one 404 to the unassign for a project that is gone", async () => {
        const state = await made(["A"]);
        bench.faults({ match: { path: ":unassign" }, action: { status: 404 } });
        await destroy(state).catch(() => undefined);
        bench.faults();
        await destroy(state);
        expect(bench.members()).to.deep.equal([]);
    });

    it("waits until the list shows it", async () => {
        const state = await made(["A"]);
        await bench.clock.sleep(10_001);
        bench.options({ listDelayMs: 10_000 });
        const startedAt = bench.clock.now();
        await destroy(state);
        expect(bench.clock.now() - startedAt).to.be.at.least(9_000);
    });

    it("leaves what its own replacement has taken over, as where the engine was told to replace", async () => {
        const old = await made(["A", "B"]);
        const { context, said } = bench.run();
        const replacement = await create(context, bench.assignment(["A"]));
        await remove(context, old);
        expect(bench.members()).to.deep.equal(["A"]);
        expect(said("info")).to.match(/"email-app" leaves A assigned to .*: its replacement has it/);
        await destroy(replacement.state);
        expect(bench.members()).to.deep.equal([]);
    });

    it("leaves what its replacement has, where that was made by an earlier run and the delete failed", async () => {
        const old = await made(["A"]);
        const replacement = await made(["A"]);
        const { context } = bench.run();
        diff(context, replacement, bench.assignment(["A"]));
        await remove(context, old);
        expect(bench.members()).to.deep.equal(["A"]);
        await remove(context, replacement);
        expect(bench.members()).to.deep.equal([]);
    });

    it("unassigns where it is deleted first, renamed, since the engine was told to replace", async () => {
        const old = await made(["A"]);
        const { context } = bench.run();
        const renamed = { ...bench.assignment(["A"]), logicalName: "renamed" };
        check(context, {}, renamed);
        diff(context, old, renamed);
        await remove(context, old);
        expect(bench.members()).to.deep.equal([]);
        const { state } = await create(context, renamed);
        expect([bench.members(), state.logicalName]).to.deep.equal([["A"], "renamed"]);
    });

    it("leaves what a renamed resource has, where an older replacement was never deleted", async () => {
        const old = await made(["A"]);
        const present = await made(["A"]);
        for (const ownedSince of [present.ownedSince, undefined]) {
            const { context } = bench.run();
            const renamed = { ...bench.assignment(["A"]), logicalName: "renamed" };
            check(context, {}, renamed);
            diff(context, { ...present, ownedSince }, renamed);
            await remove(context, ownedSince ? old : { ...old, ownedSince });
            expect(bench.members()).to.deep.equal(["A"]);
        }
    });

    it("unassigns what it has itself taken over in this run", async () => {
        const { context } = bench.run();
        const { state } = await create(context, bench.assignment(["A"]));
        await remove(context, await update(context, state, bench.assignment(["A", "B"])));
        expect(bench.members()).to.deep.equal([]);
    });

    it("leaves what an update of this run has, where an older replacement was never deleted", async () => {
        const old = await made(["A"]);
        const { context } = bench.run();
        await update(context, await made(["B"]), bench.assignment(["A", "B"]));
        await remove(context, old);
        expect(bench.members()).to.deep.equal(["A", "B"]);
    });

    it("leaves a member that another resource of this run declares", async () => {
        const state = await made(["A", "B"]);
        const run = bench.run();
        const newOwner = { ...bench.assignment(["a"]), logicalName: "other" };
        check(run.context, {}, newOwner);
        await create(run.context, newOwner);
        await remove(run.context, state);
        expect(bench.members()).to.deep.equal(["A"]);
        expect(run.said("info")).to.contain('"email-app" leaves A assigned');
    });

    it("fails where the new owner of a member has failed, so that somebody's state still knows of it", async () => {
        const state = await made(["A", "B"]);
        const run = bench.run();
        const newOwner = { ...bench.assignment(["A", "Bad"]), logicalName: "other" };
        check(run.context, {}, newOwner);
        await errorOf(create(run.context, newOwner), JobFailedError);
        const { message } = await errorOf(remove(run.context, state), AssignmentsError);
        expect(message).to.contain('A is left to "other", which declares it and failed').and.not.contain("--parallel");
        // Not half of it is done: program and state may be taken back.
        expect(bench.members()).to.deep.equal(["A", "B"]);

        // The new owner is mended: it adopts the member, and the old resource goes.
        const later = bench.run();
        const mended = { ...bench.assignment(["A"]), logicalName: "other" };
        check(later.context, {}, mended);
        await create(later.context, mended);
        await remove(later.context, state);
        expect(bench.members()).to.deep.equal(["A"]);
    });

    it("names refresh where a part is gone, which an up would not see", async () => {
        const state = await made(["A", "B"]);
        bench.options({ jobDurationMs: 5_000 });
        bench.faults({
            match: { operation: "getUnassignJob" },
            times: 99,
            action: { jobStatus: "partiallyCompleted", jobErrors: [{ code: "Locked", message: "B is locked." }] },
        });
        const work = errorOf(destroy(state), AssignmentsError);
        while (bench.count(/:unassign/) === 0) {
            await bench.clock.sleep(20);
        }
        bench.seed(["B"]);
        expect((await work).message).to.contain("refresh to see what is left: an up alone does not look");
    });

    it("fails where the new owner never begins, and waits no longer than a moment for it", async () => {
        const state = await made(["A"]);
        const run = bench.run();
        check(run.context, {}, { ...bench.assignment(["A"]), logicalName: "other" });
        const startedAt = bench.clock.elapsedInMs;
        const { message } = await errorOf(remove(run.context, state), AssignmentsError);
        expect(message).to.contain('"other", which declares it and has not begun').and.contain("more --parallel");
        expect(bench.clock.elapsedInMs - startedAt).to.be.below(20_000);
    });

    it("waits outside the queue for a new owner that is at work in it", async () => {
        const state = await made(["A"]);
        const run = bench.run();
        bench.options({ jobDurationMs: 20_000 });
        const newOwner = { ...bench.assignment(["A", "B"]), logicalName: "other" };
        check(run.context, {}, newOwner);
        await Promise.all([remove(run.context, state), create(run.context, newOwner)]);
        expect(bench.members()).to.deep.equal(["A", "B"]);
    });

    it("unassigns what it itself declares: destroy may check before it deletes", async () => {
        const state = await made(["A"]);
        const run = bench.run();
        check(run.context, {}, bench.assignment(["A"]));
        await remove(run.context, state);
        expect(bench.members()).to.deep.equal([]);
    });

    it("deletes a state that an older version stored", async () => {
        const { apiVersion, projectKind, existing, logicalName, lastAssignJob, ...older } = await made(["A"]);
        await destroy(older);
        expect(bench.members()).to.deep.equal([]);
        expect([apiVersion, projectKind, existing, logicalName, typeof lastAssignJob]).not.to.include(undefined);
    });

    it("unassigns with a key alone, where one is configured", async () => {
        const state = await made(["A"]);
        bench.faults({ match: { path: "/msi/" }, times: 999, action: { status: 500 } });
        await remove(bench.run({ withKey: true }).context, state);
        expect(bench.members()).to.deep.equal([]);
    });

    it("unassigns with a token, though a key is configured", async () => {
        const state = await made(["A"]);
        const before = bench.count(/GET .*\/msi\/token/);
        const { context } = bench.run({ withKey: true });
        await context.language.list(readState(state), new Deadline(bench.clock, 60_000));
        expect(bench.count(/GET .*\/msi\/token/) - before, "tokens to list").to.equal(0);
        await remove(context, state);
        expect(bench.count(/GET .*\/msi\/token/) - before, "tokens to unassign").to.equal(1);
        expect(bench.members()).to.deep.equal([]);
    });

    it("fails where the job fails, with the service's reasons", async () => {
        const state = await made(["A"]);
        const jobErrors = [{ code: "Locked", message: "A is locked." }];
        bench.faults({ match: { path: ":unassign" }, action: { jobStatus: "failed", jobErrors } });
        expect((await errorOf(destroy(state), JobFailedError)).message).to.contain("Locked: A is locked.");
    });

    it("fails where the service refuses, with what to do", async () => {
        const state = await made(["A"]);
        bench.faults({ match: { path: ":unassign" }, times: 9, action: { status: 403 } });
        expect((await errorOf(destroy(state), ServiceError)).message).to.contain("Language Owner");
    });

    it("fails where the service cannot be asked, rather than forget", async () => {
        const state = await made(["A"], { timeouts: { delete: "10s" } });
        bench.faults({ match: { path: "/language/" }, times: 999, action: { status: 503 } });
        await errorOf(destroy(state), DeadlineError);
    });

    it("fails where its job outlives its time, and goes on the next time without a second job", async () => {
        const state = await made(["A"], { timeouts: { delete: "10s" } });
        bench.options({ jobDurationMs: 15_000 });
        await errorOf(destroy(state), UnsettledError);
        await bench.clock.sleep(10_000);
        await destroy(state);
        expect(bench.jobs()).to.deep.equal(["assign A", "unassign A"]);
        expect(bench.members()).to.deep.equal([]);
    });
});
