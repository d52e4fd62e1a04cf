import { expect } from "chai";
import { check } from "#provider/lifecycle/projectResourceAssignment/check";
import { create } from "#provider/lifecycle/projectResourceAssignment/create";
import { remove } from "#provider/lifecycle/projectResourceAssignment/delete";
import { diff } from "#provider/lifecycle/projectResourceAssignment/diff";
import { update } from "#provider/lifecycle/projectResourceAssignment/update";
import { PartialError } from "#provider/lifecycle/results";
import { errorOf } from "../../support/testClient";
import { useBench } from "../support/useBench";

type Properties = Record<string, unknown>;

describe("a member that a job of one resource unassigns while another comes to declare it", () => {
    const bench = useBench();
    const newOwner = () => bench.assignment(["B"], { logicalName: "newOwner" });
    const declared = () => bench.assignment(["A"], { timeouts: { update: "6s" } });

    /** A state whose unassign of B an interrupted run has left under way, for 25 seconds; or of whose job nobody knows the id. */
    async function interrupted(lostId = false): Promise<Properties> {
        const { state } = await create(bench.run().context, bench.assignment(["A", "B"]));
        bench.options({ jobDurationMs: 25_000 });
        const error = await errorOf(update(bench.run().context, state, declared()), PartialError);
        const { pending } = error.state as { pending: Properties };
        return lostId ? { ...error.state, pending: { ...pending, jobId: undefined } } : error.state;
    }

    for (const [title, unassignMissing, lostId] of [
        ["", "ok", false],
        [", where unassigning twice is an error", "fail", false],
        [", where the job's id was lost", "ok", true],
    ] as const) {
        it(`is assigned again where the new owner took it over from the list${title}`, async () => {
            const state = await interrupted(lostId);
            bench.options({ unassignMissing });
            const run = bench.run();
            check(run.context, {}, newOwner());
            const { state: taken } = await create(run.context, newOwner());
            expect(bench.members()).to.contain("B");
            // The old owner registers after the new owner has been created: what is pending is learnt late.
            const now = bench.assignment(["A"]);
            check(run.context, state, now);
            diff(run.context, state, now);
            const after = await update(run.context, state, now);
            await bench.clock.sleep(60_000);
            expect(bench.members()).to.deep.equal(["A", "B"]);
            expect(run.said("info")).to.contain("B was assigned to").and.contain("again");
            expect([after.pending, (taken.resources as unknown[]).length]).to.deep.equal([undefined, 1]);
        });
    }

    it("is assigned again where the new owner is created while the old owner follows the job", async () => {
        const state = await interrupted();
        const run = bench.run();
        const now = bench.assignment(["A"]);
        check(run.context, state, now);
        diff(run.context, state, now);
        check(run.context, {}, newOwner());
        await Promise.all([update(run.context, state, now), create(run.context, newOwner())]);
        expect(bench.members()).to.deep.equal(["A", "B"]);
    });

    it("is assigned again where the old owner is deleted", async () => {
        const state = await interrupted();
        const run = bench.run();
        check(run.context, {}, newOwner());
        await create(run.context, newOwner());
        await remove(run.context, state);
        expect(bench.members()).to.deep.equal(["B"]);
    });

    it("is left to the new owner where that has yet to be created", async () => {
        const state = await interrupted();
        const run = bench.run();
        check(run.context, {}, newOwner());
        const now = bench.assignment(["A"]);
        check(run.context, state, now);
        diff(run.context, state, now);
        await update(run.context, state, now);
        expect(bench.members()).to.deep.equal(["A"]);
        await create(run.context, newOwner());
        expect(bench.members()).to.deep.equal(["A", "B"]);
    });

    it("is assigned whatever the list shows where the job's id was lost and the new owner has yet to be created, or updated", async () => {
        for (const isUpdate of [false, true]) {
            bench.options({ jobDurationMs: 0 });
            const before =
                isUpdate && (await create(bench.run().context, { ...newOwner(), ...bench.assignment(["C"]) })).state;
            const state = await interrupted(true);
            const run = bench.run();
            const now = bench.assignment(["A"]);
            check(run.context, {}, newOwner());
            check(run.context, state, now);
            diff(run.context, state, now);
            await update(run.context, state, now);
            expect(bench.members()).to.contain("B");
            await (before ? update(run.context, before, newOwner()) : create(run.context, newOwner()));
            await bench.clock.sleep(60_000);
            expect(bench.members()).to.deep.equal(["A", "B"]);
        }
    });

    it("fails the old owner where it cannot be assigned again, and is tried again by the next run", async () => {
        const state = await interrupted();
        const run = bench.run();
        check(run.context, {}, newOwner());
        await create(run.context, newOwner());
        const now = bench.assignment(["A"]);
        check(run.context, state, now);
        diff(run.context, state, now);
        bench.faults({ match: { operation: "assign" }, times: 99, action: { status: 403 } });
        const { message } = await errorOf(update(run.context, state, now), Error);
        expect(message).to.contain("Assigning").and.contain("403");
        bench.faults();

        const later = bench.run();
        check(later.context, {}, newOwner());
        diff(later.context, (await create(bench.run().context, bench.assignment(["A"]))).state, now);
        const taken = { ...newOwner(), ownedSince: "2026-01-01T00:00:00.000Z" };
        diff(later.context, taken, newOwner());
        check(later.context, state, now);
        diff(later.context, state, now);
        await update(later.context, state, now);
        expect(bench.members()).to.deep.equal(["A", "B"]);
    });
});
