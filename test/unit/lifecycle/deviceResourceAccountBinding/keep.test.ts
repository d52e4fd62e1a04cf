import { expect } from "chai";
import { AssignmentsError } from "#provider/core/errors";
import { check } from "#provider/lifecycle/deviceResourceAccountBinding/check";
import { create } from "#provider/lifecycle/deviceResourceAccountBinding/create";
import { remove } from "#provider/lifecycle/deviceResourceAccountBinding/delete";
import { diff } from "#provider/lifecycle/deviceResourceAccountBinding/diff";
import { read } from "#provider/lifecycle/deviceResourceAccountBinding/read";
import { inputsOf, readState } from "#provider/lifecycle/deviceResourceAccountBinding/state";
import { update } from "#provider/lifecycle/deviceResourceAccountBinding/update";
import { deviceId, otherRoom, room } from "../../../harness/bench/samples";
import { errorOf } from "../../support/testClient";
import { useBench } from "../support/useBench";

type Properties = Record<string, unknown>;

describe('a binding under existing: "keep"', () => {
    const bench = useBench();
    const keeping = (more: Properties = {}) => bench.binding(room, { existing: "keep", ...more });
    const posts = () => bench.count(/POST .*(un)?assignResource/);

    /** Binds as somebody else does. */
    function occupy(userPrincipalName: string | null): void {
        const resourceAccount = userPrincipalName === null ? null : { userPrincipalName };
        bench.emulator.putState({ devices: { [deviceId]: { serialNumber: "R9-1", resourceAccount } } });
    }

    async function kept(): Promise<Properties> {
        occupy(room);
        return (await create(bench.run().context, keeping())).state;
    }

    /** What check is given of a state. */
    const inputsIn = (state: Properties) => ({ ...inputsOf(readState(state)) });

    it("is satisfied by the same account, which it does not own", async () => {
        occupy(room);
        const run = bench.run();
        const { state } = await create(run.context, keeping());
        // A hash of the device's id: the first 16 digits of its SHA-256.
        expect(state.kept).to.deep.equal(["a93f0ce95a6f5278"]);
        expect(run.said("info")).to.contain('"room-12" keeps it and does not own it');
        await remove(bench.run().context, state);
        expect(bench.account()).to.equal(room);
        expect(posts()).to.equal(0);
    });

    it("refuses another account", async () => {
        occupy(otherRoom);
        const error = await errorOf(create(bench.run().context, keeping()), AssignmentsError);
        expect(error.code).to.equal("OccupiedDevice");
        expect(bench.account()).to.equal(otherRoom);
    });

    it("owns what it binds itself", async () => {
        const { state } = await create(bench.run().context, keeping());
        expect(state).not.to.have.property("kept");
        await remove(bench.run().context, state);
        expect(bench.account()).to.equal(undefined);
    });

    it("stays so in refresh, and in an update of something else", async () => {
        const state = await kept();
        const refreshed = (await read(bench.run().context, state))?.state ?? {};
        expect(refreshed.kept).to.deep.equal(state.kept);
        const after = await update(bench.run().context, refreshed, keeping({ timeouts: { delete: "1h" } }));
        expect(after.kept).to.deep.equal(state.kept);
        expect(posts()).to.equal(0);
    });

    it("is gone in refresh where the account is, and then binds and owns it", async () => {
        const state = await kept();
        occupy(null);
        expect(await read(bench.run().context, state)).to.equal(undefined);
        const { state: bound } = await create(bench.run().context, keeping());
        expect(bound).not.to.have.property("kept");
    });

    it("does not unbind what refresh has found in the place of the account", async () => {
        const state = await kept();
        occupy(otherRoom);
        const drifted = (await read(bench.run().context, state))?.state ?? {};
        expect(drifted).to.include({ userPrincipalName: otherRoom, drifted: true });
        const error = await errorOf(update(bench.run().context, drifted, keeping()), AssignmentsError);
        expect(error.code).to.equal("OccupiedDevice");
        await remove(bench.run().context, drifted);
        expect(bench.account()).to.equal(otherRoom);
    });

    it("does not unbind the account for another one that is declared", async () => {
        const state = await kept();
        for (const existing of ["keep", "adopt", "fail"]) {
            const { context } = bench.run();
            const inputs = bench.binding(otherRoom, { existing });
            check(context, inputsIn(state), inputs);
            diff(context, state, inputs);
            const error = await errorOf(update(context, state, inputs), AssignmentsError);
            expect(error.code).to.equal("OccupiedDevice");
        }
        expect(bench.account()).to.equal(room);
        expect(posts()).to.equal(0);
    });

    it('takes the account over by a change to "adopt", and owns it from then on', async () => {
        const state = await kept();
        const run = bench.run();
        expect(diff(run.context, state, bench.binding(room)).changes).to.equal(true);
        const after = await update(run.context, state, bench.binding(room));
        expect(after).not.to.have.property("kept");
        expect(run.said("info")).to.contain('now belongs to "room-12"');
        await remove(bench.run().context, after);
        expect(bench.account()).to.equal(undefined);
    });

    it('goes on owning what it owned before the change to "keep"', async () => {
        const { state } = await create(bench.run().context, bench.binding(room));
        const after = await update(bench.run().context, state, keeping());
        await remove(bench.run().context, after);
        expect(bench.account()).to.equal(undefined);
    });

    it("owns what it has replaced, where the diff of this run told of it", async () => {
        const { state: old } = await create(bench.run().context, keeping());
        const { context } = bench.run();
        check(context, inputsIn(old), keeping());
        diff(context, old, keeping());
        const { state } = await create(context, keeping());
        expect(state).not.to.have.property("kept");
    });

    it("warns where a device is left to a binding that only keeps it", async () => {
        const { state: owner } = await create(bench.run().context, bench.binding(room));
        const run = bench.run();
        check(run.context, {}, keeping({ logicalName: "boardroom" }));
        await create(run.context, keeping({ logicalName: "boardroom" }));
        await remove(run.context, owner);
        expect(bench.account()).to.equal(room);
        expect(run.said("warning")).to.contain('"boardroom" declares it, and does not own it').and.contain('"adopt"');
    });
});
