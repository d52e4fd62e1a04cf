import { expect } from "chai";
import { AssignmentsError, DeadlineError } from "#provider/core/errors";
import { check } from "#provider/lifecycle/deviceResourceAccountBinding/check";
import { create } from "#provider/lifecycle/deviceResourceAccountBinding/create";
import { remove } from "#provider/lifecycle/deviceResourceAccountBinding/delete";
import { diff } from "#provider/lifecycle/deviceResourceAccountBinding/diff";
import { read } from "#provider/lifecycle/deviceResourceAccountBinding/read";
import { update } from "#provider/lifecycle/deviceResourceAccountBinding/update";
import { PartialError } from "#provider/lifecycle/results";
import type { Run } from "../../../harness/bench/memoryBench";
import { otherRoom, room } from "../../../harness/bench/samples";
import { errorOf } from "../../support/testClient";
import { useBench } from "../support/useBench";

type Properties = Record<string, unknown>;

describe("a device that a delete leaves to another binding", () => {
    const bench = useBench();
    const newOwnerInputs = (more: Properties = {}) => bench.binding(room, { logicalName: "boardroom", ...more });

    async function made(more: Properties = {}): Promise<Properties> {
        return (await create(bench.run().context, bench.binding(room, more))).state;
    }

    /** A run in which the new owner is declared. */
    function declared(more: Properties = {}): Run {
        const run = bench.run();
        expect(check(run.context, {}, newOwnerInputs(more)).failures).to.deep.equal([]);
        return run;
    }

    it("is left once the new owner has it, and the old state may go", async () => {
        const state = await made();
        const run = declared();
        await create(run.context, newOwnerInputs());
        await remove(run.context, state);
        expect(bench.account()).to.equal(room);
        expect(run.said("info")).to.contain('"boardroom" declares it');
    });

    it("is left once the new owner has it that is still at work: that is waited for", async () => {
        const state = await made();
        const run = declared();
        const [{ state: newOwner }] = await Promise.all([
            create(run.context, newOwnerInputs()),
            remove(run.context, state),
        ]);
        expect(bench.account()).to.equal(room);
        await remove(bench.run().context, newOwner);
        expect(bench.account()).to.equal(undefined);
    });

    it("is left to a new owner that has it in its state already", async () => {
        const old = await made();
        const newOwner = await made({ logicalName: "boardroom" });
        const run = declared();
        diff(run.context, newOwner, newOwnerInputs());
        await remove(run.context, old);
        expect(bench.account()).to.equal(room);
    });

    it("is not left to a new owner that has another account in its state while ours is there, until refresh has found that out", async () => {
        const old = (await create(bench.run().context, newOwnerInputs({ userPrincipalName: otherRoom }))).state;
        // A run that failed later has taken the device over for another binding.
        const state = await made({ existing: "replace" });
        expect(bench.account()).to.equal(room);
        const run = declared({ userPrincipalName: otherRoom });
        diff(run.context, old, newOwnerInputs({ userPrincipalName: otherRoom }));
        const { message } = await errorOf(remove(run.context, state), AssignmentsError);
        expect(message).to.contain(`still has ${room}`).and.contain("pulumi refresh");

        const refreshed = await read(bench.run().context, old);
        const again = declared({ userPrincipalName: otherRoom });
        const found = refreshed?.state ?? {};
        expect(diff(again.context, found, newOwnerInputs({ userPrincipalName: otherRoom })).changes).to.equal(true);
        await update(again.context, found, newOwnerInputs({ userPrincipalName: otherRoom }));
        await remove(again.context, state);
        expect(bench.account()).to.equal(otherRoom);
    });

    it("is left to a new owner whose create ends half done: that is in its state", async () => {
        const state = await made();
        bench.options({ accountVisible: false });
        const run = declared({ userPrincipalName: otherRoom });
        bench.faults({ match: { path: "/assignResource" }, times: 99, action: { reset: "before" } });
        const inputs = newOwnerInputs({ userPrincipalName: otherRoom, timeouts: { create: "20s" } });
        await errorOf(create(run.context, inputs), PartialError);
        bench.faults();
        await remove(run.context, state);
        expect(run.said("info")).to.contain("leaves Autopilot device");
    });

    it("is not forgotten where the new owner has failed: the delete fails, with words about it", async () => {
        const state = await made();
        const run = declared({ userPrincipalName: otherRoom });
        const inputs = newOwnerInputs({ userPrincipalName: otherRoom });
        await errorOf(create(run.context, inputs), AssignmentsError);
        const error = await errorOf(remove(run.context, state), AssignmentsError);
        expect(error.code).to.equal("HeirWithout");
        expect(error.message)
            .to.contain('left to "boardroom", which declares it and failed')
            .and.contain('"room-12" stays in the state');
        expect(bench.account()).to.equal(room);
        await remove(bench.run().context, state);
        expect(bench.account()).to.equal(undefined);
    });

    it("is not forgotten where the new owner never begins: the delete waits some seconds, and fails", async () => {
        const state = await made();
        const run = declared();
        const startedAt = bench.clock.now();
        const error = await errorOf(remove(run.context, state), AssignmentsError);
        expect(error.message).to.contain("has not begun");
        expect(bench.clock.now() - startedAt).to.be.within(4_000, 10_000);
    });

    it("is not forgotten where the new owner is at work for more than a minute, and its turn is not taken", async () => {
        const state = await made();
        const run = declared();
        bench.faults({ match: { method: "GET", path: "/beta/" }, times: 9_999, action: { status: 503 } });
        const creating = errorOf(
            create(run.context, newOwnerInputs({ timeouts: { create: "10m" } })),
            AssignmentsError,
        );
        const startedAt = bench.clock.now();
        const error = await errorOf(remove(run.context, state), AssignmentsError);
        expect(error.message).to.contain("is still at work");
        expect(bench.clock.now() - startedAt).to.be.within(50_000, 70_000);
        await creating;
    });

    it("is left to a new owner that is declared while the delete waits for its turn", async () => {
        const state = await made();
        const run = bench.run();
        const updating = update(run.context, state, bench.binding(otherRoom));
        const removing = remove(run.context, { ...state, logicalName: "old", ownedSince: undefined });
        check(run.context, {}, newOwnerInputs({ userPrincipalName: otherRoom }));
        await updating;
        await Promise.all([create(run.context, newOwnerInputs({ userPrincipalName: otherRoom })), removing]);
        expect(bench.account()).to.equal(otherRoom);
    });
});

describe("a binding that waits for another's work on its device", () => {
    const bench = useBench();

    for (const verb of ["create", "update", "delete"] as const) {
        it(`gives up ${verb} at its own deadline, and sends nothing`, async () => {
            const { state } = await create(bench.run().context, bench.binding(room));
            const run = bench.run();
            bench.faults({ match: { method: "GET", path: "/beta/" }, times: 9_999, action: { status: 503 } });
            const slow = bench.binding(otherRoom, { logicalName: "slow", timeouts: { create: "5m" } });
            const working = errorOf(create(run.context, slow), AssignmentsError);
            const requests = () => bench.emulator.state().requests.length;
            const timeouts = { [verb]: "20s" };
            const startedAt = bench.clock.now();
            const inputs = bench.binding(otherRoom, { timeouts });
            const waiting = {
                create: () => create(run.context, inputs),
                update: () => update(run.context, state, inputs),
                delete: () => remove(run.context, { ...state, timeouts }),
            }[verb]();
            const error = await errorOf<DeadlineError>(waiting as Promise<unknown>, DeadlineError);
            expect(error.message).to.contain("another binding has been at work on it for 20 s").and.contain("timeouts");
            expect(bench.clock.now() - startedAt).to.be.within(20_000, 21_000);
            await working;
            const after = requests();
            await bench.clock.sleep(10_000);
            expect(requests()).to.equal(after);
            expect(bench.account()).to.equal(room);
        });
    }
});

describe("a binding that takes another's place", () => {
    const bench = useBench();

    async function made(more: Properties = {}): Promise<Properties> {
        return (await create(bench.run().context, bench.binding(room, more))).state;
    }

    it("says what to do where a binding that has left the program bound the device", async () => {
        await made();
        const inputs = bench.binding(otherRoom, { logicalName: "boardroom" });
        const error = await errorOf(create(bench.run().context, inputs), AssignmentsError);
        expect(error.code).to.equal("OccupiedDevice");
        for (const way of ["keep that one's name", "alias", "with an up of its own", 'existing to "replace"']) {
            expect(error.message).to.contain(way);
        }
    });

    it('says under existing: "fail" how a forced replacement goes on', async () => {
        await made();
        const error = await errorOf(
            create(bench.run().context, bench.binding(room, { existing: "fail" })),
            AssignmentsError,
        );
        expect(error.message).to.contain("pulumi state untaint").and.contain('existing to "adopt"');
    });

    for (const account of [room, otherRoom]) {
        it(`converges under existing: "fail", where the diff of this run told of the old one (${account})`, async () => {
            const old = await made({ existing: "fail" });
            const { context } = bench.run();
            const inputs = bench.binding(account, { existing: "fail" });
            check(context, old, inputs);
            diff(context, old, inputs);
            // As the engine does under replaceOnChanges.
            const { state } = await create(context, inputs);
            await remove(context, old);
            expect(bench.account()).to.equal(account);
            await remove(bench.run().context, state);
            expect(bench.account()).to.equal(undefined);
        });
    }
});
