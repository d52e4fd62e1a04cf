import { expect } from "chai";
import type { Fault } from "#emulator/index";
import { type Player, plainRun } from "./player/player";
import type { Operation, RunRecord } from "./player/runRecord";
import type { RunPlan } from "./sequence/actions";
import type { Edit } from "./world/slots";
import { stage } from "./world/stage";
import { isForeign } from "./world/universe";

// Members as bits.
const alpha = "analyze-conversations/Alpha";
const [m0, m1, m2, m3, bad] = [1, 2, 4, 8, 16];

/** Each story is a sequence that once broke a rule, as short as fast-check made it; the rules hold in every step. */
describe("what random sequences once found", () => {
    it("binds over a user's binding, which Graph refuses to unbind", async () => {
        const player = stage({
            options: { unassignMissing: "fail" },
            devices: ["user", "nothing", "nothing"],
            bindings: [{ existing: "replace" }],
        });
        await succeeds(player, "up");
    });

    it("binds again where refresh found a user in the place of our account", async () => {
        const player = stage({
            options: { unassignMissing: "fail" },
            devices: ["user", "nothing", "nothing"],
            bindings: [{ existing: "replace" }],
        });
        await succeeds(player, "up");
        await player.play({ action: "person", deed: { deed: "unbind", device: 0 } });
        await succeeds(player, "refresh");
        await succeeds(player, "up");
    });

    it("does not take a 404 of an unassign for a project that is gone", async () => {
        const player = stage({ assignments: [{ members: m0 }] });
        await succeeds(player, "up");
        await fails(player, "destroy", { faults: [{ match: { path: ":unassign" }, action: { status: 404 } }] });
        await succeeds(player, "destroy");
    });

    for (const listDelayMs of [0, 3_000]) {
        it(`destroys what a job with a bad member left, where unassigning what is missing fails (list ${listDelayMs} ms late)`, async () => {
            const options = { unassignMissing: "fail", badMember: "partiallyCompleted", listDelayMs } as const;
            const player = stage({ options, assignments: [{ members: m0 | bad }] });
            await fails(player, "up");
            await succeeds(player, "destroy");
        });
    }

    it("gives the good resource its own verdict where a job took effect in part and the list is late", async () => {
        const options = { assignExisting: "fail", badMember: "partiallyCompleted", listDelayMs: 3_000 } as const;
        const player = stage({ options, assignments: [{ members: bad }, { members: m0 }] });
        const { report } = await fails(player, "up", { parallel: 100 });
        expect(report.steps.filter(({ failure }) => failure).map(({ name }) => name)).to.deep.equal(["assignment0"]);
    });

    it("assigns the rest where somebody assigned one of the members while the job ran", async () => {
        const options = { assignExisting: "fail", jobDurationMs: 90_000 } as const;
        const player = stage({ options, assignments: [{ members: m0 | m1 | m2 }] });
        const deed = { deed: "assign", project: 0, member: 0, region: 0 } as const;
        await succeeds(player, "up", { meanwhile: { afterInMs: 10_000, deed } });
    });

    it("is settled where its own job, whose answer was lost, is the one that is in the way", async () => {
        const options = { concurrentJobs: "conflict", jobDurationMs: 90_000 } as const;
        const player = stage({ options, assignments: [{ members: m0 }] });
        await succeeds(player, "up", { faults: [{ match: { path: ":assign" }, action: { reset: "after" } }] });
    });

    it("does not doubt for ever what a job may do that outlived its resource's patience", async () => {
        const options = { badMember: "partiallyCompleted", jobDurationMs: 90_000 } as const;
        const player = stage({ options, assignments: [{ members: bad, limits: "short" }] });
        await fails(player, "up");
        await player.play({ action: "wait", ms: 2 * 60 * 60_000 });
        await succeeds(player, "destroy");
    });

    for (const clockOffsetMs of [-3_600_000, 3_600_000]) {
        it(`remembers what a job has done a moment ago, by a service's clock that is ${clockOffsetMs} ms off`, async () => {
            const options = { badMember: "partiallyCompleted", listDelayMs: 3_000, clockOffsetMs } as const;
            const player = stage({ options, assignments: [{ members: m0 | m1 | bad }] });
            await fails(player, "up");
            await change(player, { edit: "assignment", slot: 0, change: { members: m1 | bad } });
            await fails(player, "up");
            await succeeds(player, "destroy");
        });
    }

    it("does not take a 404 of the list for one of the job that it waits for", async () => {
        const options = { badMember: "partiallyCompleted", listDelayMs: 3_000, assignExisting: "fail" } as const;
        const player = stage({ options, assignments: [{ members: m0 | bad }] });
        await fails(player, "up");
        await fails(player, "up", { faults: [{ match: { path: "/resources\\?" }, action: { status: 404 } }] });
        await succeeds(player, "destroy");
    });

    it("says that nobody owns a member any more whose new owner keeps it, however late the old one goes", async () => {
        const player = stage({
            devices: ["user", "nothing", "nothing"],
            assignments: [{ members: m2 }, { present: false, members: m2, existing: "keep" }],
            bindings: [{}],
        });
        await fails(player, "up");
        await change(player, { edit: "assignment", slot: 0, change: { present: false } });
        await change(player, { edit: "assignment", slot: 1, change: { present: true } });
        await fails(player, "up");
        const { report } = await fails(player, "up", { continueOnError: true });
        expect(report.lines.map(({ text }) => text).join("\n")).to.include(
            "does not own it: no destroy will unassign it",
        );
    });

    it("assigns nothing for who has given up while a job of another stack is in the way", async () => {
        const player = stage({
            options: { concurrentJobs: "conflict" },
            assignments: [{ members: m0, limits: "shortCreate" }, { members: m1 }],
        });
        await player.play({ action: "person", deed: { deed: "runJob", project: 0 } });
        const { after } = await fails(player, "up", { continueOnError: true });
        expect([...after.members.keys()].filter((key) => !isForeign(key))).to.deep.equal([`${alpha} m1`]);
        await succeeds(player, "up");
    });

    it("fails a delete whose new owner has failed, so that the member is not forgotten", async () => {
        const player = stage({ assignments: [{ members: m0 }, { present: false, members: m0 | bad }] });
        await succeeds(player, "up");
        await change(player, { edit: "assignment", slot: 0, change: { present: false } });
        await change(player, { edit: "assignment", slot: 1, change: { present: true } });
        const { ownedAfter } = await fails(player, "up", { continueOnError: true });
        expect(ownedAfter.members.get(`${alpha} m0`)?.map(({ owner }) => owner)).to.deep.equal(["assignment0"]);
        await change(player, { edit: "assignment", slot: 1, change: { members: m0 } });
        await succeeds(player, "up");
    });

    for (const [title, isLost] of [
        ["", false],
        [", and the job's id was lost", true],
    ] as const) {
        it(`assigns a member again that moves while the job still runs which unassigns it${title}`, async () => {
            const player = stage({
                options: { jobDurationMs: 12_000 },
                assignments: [{ members: m0 | m1, limits: "shortUpdate" }, { members: m2 }],
            });
            await succeeds(player, "up");
            await change(player, { edit: "assignment", slot: 0, change: { members: m1 } });
            const action = { operationLocation: null };
            await fails(player, "up", { faults: isLost ? [{ match: { path: ":unassign" }, action }] : [] });
            await change(player, { edit: "assignment", slot: 1, change: { members: m0 | m2 } });
            await player.run("up", { ...plainRun, parallel: 1 });
            await player.play({ action: "wait", ms: 60_000 });
            const { after } = await player.run("up", plainRun);
            expect([...after.members.keys()].sort()).to.deep.equal([`${alpha} m0`, `${alpha} m1`, `${alpha} m2`]);
        });
    }

    it("gives a member that moves its new region at once, where a forgotten job has unassigned it meanwhile", async () => {
        const player = stage({
            options: { jobDurationMs: 12_000, jobLifetimeMs: 1_000, concurrentJobs: "conflict" },
            assignments: [
                { members: m0 | m1, limits: "shortUpdate" },
                { members: m2, regions: m0 },
            ],
        });
        await succeeds(player, "up");
        await change(player, { edit: "assignment", slot: 0, change: { members: m1 } });
        await fails(player, "up");
        await change(player, { edit: "assignment", slot: 1, change: { members: m0 | m2 } });
        const { after } = await player.run("up", { ...plainRun, parallel: 1 });
        expect(after.members.get(`${alpha} m0`)?.region).to.equal("northeurope");
    });

    it("cannot know of what it leaves out, which a refresh repairs", async () => {
        const player = stage({ assignments: [{ members: m0 | m1 }, { members: m2 }] });
        await succeeds(player, "up");
        await change(player, { edit: "moveMembers", from: 0, to: 1, members: m1 });
        // The new owner alone, then the old one without it, then the old one's leftovers without the new one.
        await succeeds(player, "up", { leftOut: 1 });
        const { after, ownedAfter } = await succeeds(player, "up", { leftOut: 2 });
        const key = `${alpha} m1`;
        expect([after.members.has(key), ownedAfter.members.has(key)]).to.deep.equal([false, true]);
        await succeeds(player, "up");
        await succeeds(player, "refresh");
        const repaired = await succeeds(player, "up");
        expect(repaired.after.members.has(key)).to.equal(true);
    });

    it("remembers a member that moves to a resource that fails", async () => {
        const player = stage({ assignments: [{ members: m1 }, { members: m2 | bad }] });
        await fails(player, "up", { parallel: 1 });
        await change(player, { edit: "assignment", slot: 0, change: { members: m0 } });
        await change(player, { edit: "assignment", slot: 1, change: { members: m1 | m2 | bad } });
        const { ownedAfter } = await fails(player, "up", { parallel: 1 });
        expect([...ownedAfter.members.keys()]).to.include("analyze-conversations/Alpha m1");
        await succeeds(player, "destroy");
    });

    it("cannot know what a program declares that fails before it says so, and repairs that", async () => {
        const player = stage({ assignments: [undefined, { members: m0 | m1 | m2 }], bindings: [{}] });
        await succeeds(player, "up");
        await change(player, { edit: "assignment", slot: 0, change: { present: true, members: m0 } });
        await change(player, { edit: "assignment", slot: 1, change: { members: m1 | m2 } });
        await change(player, { edit: "assignment", slot: 2, change: { present: true, members: m3 } });
        await change(player, { edit: "binding", slot: 0, change: { device: 1 } });
        const faults = [{ match: { path: "Identities/[^/]*$" }, action: { status: 404 }, times: 1 }];
        // In this order the binding fails while the assignment that gives m0 away is registered, and the one that is to have it is not.
        const { report, jobs } = await fails(player, "up", { faults, order: 15 });
        expect(report.registered).to.deep.equal(["assignment2", "binding0", "assignment1"]);
        expect(jobs.filter(({ kind }) => kind === "unassign").map(({ resources }) => resources.length)).to.deep.equal([
            1,
        ]);
        await succeeds(player, "up");
    });

    it("remembers a member that moves to a resource that never gets its turn", async () => {
        const player = stage({ assignments: [{ members: m0 | m1 }] });
        await succeeds(player, "up");
        await change(player, { edit: "assignment", slot: 0, change: { members: m0 } });
        await change(player, { edit: "assignment", slot: 1, change: { present: true, members: bad } });
        await change(player, { edit: "assignment", slot: 2, change: { present: true, members: m1 } });
        const { ownedAfter } = await fails(player, "up", { parallel: 1 });
        expect([...ownedAfter.members.keys()]).to.include("analyze-conversations/Alpha m1");
        await succeeds(player, "destroy");
    });

    it("recovers where a member, whose unassign nobody can follow, is left to a resource that then fails", async () => {
        const player = stage({
            options: { jobDurationMs: 12_000, jobLifetimeMs: 1_000, concurrentJobs: "conflict" },
            assignments: [
                { members: m0 | m1, limits: "shortUpdate" },
                { members: m3, limits: "short" },
            ],
        });
        await succeeds(player, "up");
        await change(player, { edit: "assignment", slot: 0, change: { members: m1 } });
        await fails(player, "up", { parallel: 1 });
        await change(player, { edit: "assignment", slot: 1, change: { members: m0 | m3 } });
        const busy: Fault = { match: { method: "POST", path: ":assign" }, times: 99, action: { status: 429 } };
        await fails(player, "up", { parallel: 1, faults: [busy] });
        await change(player, { edit: "assignment", slot: 0, change: { limits: "default" } });
        await succeeds(player, "up");
        await succeeds(player, "destroy");
    });

    it("knows after the next up where one of two that had a member fails while the other unassigns it", async () => {
        const player = stage({
            options: { concurrentJobs: "conflict" },
            assignments: [{ members: m0 | m1, limits: "shortUpdate" }],
        });
        await succeeds(player, "up");
        await change(player, { edit: "assignment", slot: 0, change: { members: m0 } });
        await change(player, { edit: "assignment", slot: 1, change: { present: true, members: m1 | m3 } });
        await succeeds(player, "up", { parallel: 1 });
        await change(player, { edit: "assignment", slot: 1, change: { members: m3 } });
        await player.play({ action: "person", deed: { deed: "runJob", project: 0 } });
        await fails(player, "up", { parallel: 1 });
        const { ownedAfter } = await fails(player, "up", { parallel: 8 });
        expect([...ownedAfter.members.keys()]).to.include("analyze-conversations/Alpha m1");
        const { ownedAfter: known } = await succeeds(player, "up");
        expect([...known.members.keys()]).not.to.include("analyze-conversations/Alpha m1");
    });
});

type RunOptions = Partial<Omit<RunPlan, "faults">> & { faults?: readonly Fault[] };

async function succeeds(player: Player, operation: Operation, options: RunOptions = {}): Promise<RunRecord> {
    const record = await player.run(operation, { ...plainRun, ...options });
    expect(record.report.ok, player.story.join("\n")).to.equal(true);
    return record;
}

async function fails(player: Player, operation: Operation, options: RunOptions = {}): Promise<RunRecord> {
    const record = await player.run(operation, { ...plainRun, ...options });
    expect(record.report.ok, player.story.join("\n")).to.equal(false);
    return record;
}

function change(player: Player, edit: Edit): Promise<void> {
    return player.play({ action: "change", edits: [edit] });
}
