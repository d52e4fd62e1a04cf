import { expect } from "chai";
import type { EmulatorOptions } from "#emulator/index";
import { create } from "#provider/lifecycle/projectResourceAssignment/create";
import { remove } from "#provider/lifecycle/projectResourceAssignment/delete";
import { update } from "#provider/lifecycle/projectResourceAssignment/update";
import { PartialError } from "#provider/lifecycle/results";
import { errorOf } from "../../support/testClient";
import { useBench } from "../support/useBench";

type Properties = Record<string, unknown>;

const impatient = { timeouts: { create: "10s", update: "10s" } };
/** How the pending job goes on after the run that started it has ended. */
const fates: [title: string, options: Partial<EmulatorOptions>, jobStatus?: string][] = [
    ["succeeds", {}],
    ["succeeds, and the list lags behind", { listDelayMs: 5_000 }],
    ["succeeds, and repeating is an error", { assignExisting: "fail", unassignMissing: "fail" }],
    [
        "succeeds, the list lags behind, and repeating is an error",
        { listDelayMs: 5_000, assignExisting: "fail", unassignMissing: "fail" },
    ],
    ["fails", {}, "failed"],
    ["is cancelled", {}, "cancelled"],
    ["completes in part", {}, "partiallyCompleted"],
    ["expires before anyone looks", { jobLifetimeMs: 1_000 }],
];
/** How long after the first run the next one comes. */
const pauses = [0, 3_600_001];

describe("work that an earlier run left unsettled", () => {
    const bench = useBench();

    /** Creates with a job that outlives the run, and answers the partial state. */
    async function pendingAssign(options: Partial<EmulatorOptions>): Promise<Properties> {
        bench.options({ jobDurationMs: 60_000, ...options });
        return (await errorOf(create(bench.run().context, bench.assignment(["A", "B"], impatient)), PartialError))
            .state;
    }

    /** Updates to one member less with a job that outlives the run, and answers the partial state. */
    async function pendingUnassign(options: Partial<EmulatorOptions>): Promise<Properties> {
        const { state } = await create(bench.run().context, bench.assignment(["A", "B"]));
        await bench.clock.sleep(5_001);
        bench.options({ jobDurationMs: 60_000, ...options });
        const inputs = bench.assignment(["A"], impatient);
        return (await errorOf(update(bench.run().context, state, inputs), PartialError)).state;
    }

    /** Lets the job go on as told, and a while pass. */
    async function letPass(pauseInMs: number, jobStatus?: string): Promise<void> {
        if (jobStatus) {
            bench.faults({ match: { path: "assign/jobs" }, action: { jobStatus } });
        }
        await bench.clock.sleep(pauseInMs);
        bench.options({ jobDurationMs: 0, jobLifetimeMs: 3_600_000 });
    }

    for (const [title, options, jobStatus] of fates) {
        for (const pauseInMs of jobStatus ? [0] : pauses) {
            const when = pauseInMs === 0 ? "at once" : "an hour later";

            it(`an assign that ${title}: up ${when} reaches what is declared`, async () => {
                const state = await pendingAssign(options);
                await letPass(pauseInMs, jobStatus);
                const after = await update(bench.run().context, state, bench.assignment(["A", "B"]));
                await bench.clock.sleep(120_000);
                expect(bench.members()).to.deep.equal(["A", "B"]);
                expect(after).not.to.have.property("pending");
            });

            it(`an assign that ${title}: up ${when} with one member less unassigns that one`, async () => {
                const state = await pendingAssign(options);
                await letPass(pauseInMs, jobStatus);
                await update(bench.run().context, state, bench.assignment(["A"]));
                await bench.clock.sleep(120_000);
                expect(bench.members()).to.deep.equal(["A"]);
            });

            it(`an assign that ${title}: destroy ${when} leaves nothing behind`, async () => {
                const state = await pendingAssign(options);
                await letPass(pauseInMs, jobStatus);
                await remove(bench.run().context, state);
                await bench.clock.sleep(120_000);
                expect(bench.members()).to.deep.equal([]);
            });

            it(`an unassign that ${title}: up ${when} reaches what is declared`, async () => {
                const state = await pendingUnassign(options);
                await letPass(pauseInMs, jobStatus);
                const after = await update(bench.run().context, state, bench.assignment(["A"]));
                await bench.clock.sleep(120_000);
                expect(bench.members()).to.deep.equal(["A"]);
                expect(after).not.to.have.property("pending");
            });

            it(`an unassign that ${title}: up ${when} that wants the member back has it`, async () => {
                const state = await pendingUnassign(options);
                await letPass(pauseInMs, jobStatus);
                await update(bench.run().context, state, bench.assignment(["A", "B"]));
                await bench.clock.sleep(120_000);
                expect(bench.members()).to.deep.equal(["A", "B"]);
            });

            it(`an unassign that ${title}: destroy ${when} leaves nothing behind`, async () => {
                const state = await pendingUnassign(options);
                await letPass(pauseInMs, jobStatus);
                await remove(bench.run().context, state);
                await bench.clock.sleep(120_000);
                expect(bench.members()).to.deep.equal([]);
            });
        }
    }

    for (const listDelayMs of [0, 5_000]) {
        it(`is not assigned a second time once it succeeded (list ${listDelayMs} ms late)`, async () => {
            const state = await pendingAssign({ listDelayMs });
            await update(bench.run().context, state, bench.assignment(["A", "B"]));
            expect(bench.jobs()).to.deep.equal(["assign A,B"]);
        });

        it(`is not unassigned a second time once it succeeded (list ${listDelayMs} ms late)`, async () => {
            const state = await pendingUnassign({ listDelayMs });
            await update(bench.run().context, state, bench.assignment(["A"]));
            expect(bench.jobs()).to.deep.equal(["assign A,B", "unassign B"]);
        });
    }

    it("whose answer was lost may still do the opposite: a job is run whatever the list shows", async () => {
        bench.options({ jobDurationMs: 60_000 });
        bench.faults({ match: { path: ":assign" }, action: { reset: "after" } });
        const inputs = bench.assignment(["A"], impatient);
        const { state } = await errorOf(create(bench.run().context, inputs), PartialError);
        expect(state.pending).not.to.have.property("jobId");
        await remove(bench.run().context, state);
        await bench.clock.sleep(120_000);
        expect(bench.members()).to.deep.equal([]);
    });

    it("of secret members is settled as well, though their ids are kept in one place only", async () => {
        bench.options({ jobDurationMs: 60_000 });
        const inputs = bench.assignment(["A", "B"], { ...impatient, secretInputs: ["resources"] });
        const { state } = await errorOf(create(bench.run().context, inputs), PartialError);
        expect(state.pending).not.to.have.property("members");
        const after = await update(bench.run().context, state, { ...inputs, timeouts: undefined });
        expect(after).not.to.have.property("pending");
        expect(bench.jobs()).to.deep.equal(["assign A,B"]);
    });
});
