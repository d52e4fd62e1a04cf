import { expect } from "chai";
import { DeadlineError, ServiceError } from "#provider/core/errors";
import { check } from "#provider/lifecycle/deviceResourceAccountBinding/check";
import { create } from "#provider/lifecycle/deviceResourceAccountBinding/create";
import { remove } from "#provider/lifecycle/deviceResourceAccountBinding/delete";
import { diff } from "#provider/lifecycle/deviceResourceAccountBinding/diff";
import { update } from "#provider/lifecycle/deviceResourceAccountBinding/update";
import { deviceId, otherRoom, room } from "../../../harness/bench/samples";
import { errorOf } from "../../support/testClient";
import { useBench } from "../support/useBench";

type Properties = Record<string, unknown>;

describe("delete of a binding", () => {
    const bench = useBench();
    const destroy = (state: Properties) => remove(bench.run().context, state);

    async function made(more: Properties = {}): Promise<Properties> {
        return (await create(bench.run().context, bench.binding(room, more))).state;
    }

    for (const accountVisible of [true, 200, false]) {
        for (const unassignMissing of ["ok", "fail"] as const) {
            it(`unbinds, twice if need be (visible: ${accountVisible}; unbinding again: ${unassignMissing})`, async () => {
                bench.options({ accountVisible, unassignMissing });
                const state = await made();
                await destroy(state);
                expect(bench.account()).to.equal(undefined);
                await destroy(state);
            });
        }
    }

    it("leaves a user's own binding", async () => {
        bench.emulator.putState({
            devices: { [deviceId]: { userBinding: { userPrincipalName: "alice@contoso.com" } } },
        });
        const state = await made({ existing: "replace" });
        await destroy(state);
        expect(bench.account()).to.equal(undefined);
        expect(bench.emulator.state().devices[deviceId]?.userBinding).to.include({
            userPrincipalName: "alice@contoso.com",
        });
    });

    it("is done where the device is gone", async () => {
        const state = await made();
        bench.emulator.putState({ devices: {} });
        await destroy(state);
    });

    for (const accountVisible of [true, false]) {
        it(`leaves what its own replacement has taken over (visible: ${accountVisible})`, async () => {
            bench.options({ accountVisible });
            const old = await made();
            const { context, said } = bench.run();
            const replacement = await create(context, bench.binding(room));
            await remove(context, old);
            expect(bench.account()).to.equal(room);
            expect(said("info")).to.contain("its replacement has it");
            await destroy(replacement.state);
            expect(bench.account()).to.equal(undefined);
        });
    }

    it("leaves what its replacement has, where that was made by an earlier run and the delete failed", async () => {
        const old = await made();
        const replacement = await made();
        const { context } = bench.run();
        diff(context, replacement, bench.binding(room));
        await remove(context, old);
        expect(bench.account()).to.equal(room);
        await remove(context, replacement);
        expect(bench.account()).to.equal(undefined);
    });

    it("leaves what an update of this run has bound, where an older replacement was never deleted", async () => {
        bench.options({ accountVisible: false });
        const old = await made();
        const replacement = await made();
        const { context } = bench.run();
        await update(context, replacement, bench.binding(otherRoom));
        await remove(context, old);
        expect(bench.account()).to.equal(otherRoom);
    });

    it("sends nothing where nothing shows of an account that showed", async () => {
        const state = await made();
        bench.emulator.putState({ devices: { [deviceId]: {} } });
        const posts = bench.count(/POST/);
        await destroy(state);
        expect(bench.count(/POST/)).to.equal(posts);
    });

    it("leaves another account that stands where ours was seen, and warns", async () => {
        const state = await made();
        bench.emulator.putState({ devices: { [deviceId]: { resourceAccount: { userPrincipalName: otherRoom } } } });
        const run = bench.run();
        await remove(run.context, state);
        expect(bench.account()).to.equal(otherRoom);
        expect(run.said("warning")).to.contain(otherRoom);
    });

    it("leaves another account that greets alike", async () => {
        const state = await made({ addressableUserName: "Boardroom" });
        const resourceAccount = { userPrincipalName: otherRoom, addressableUserName: "Boardroom" };
        bench.emulator.putState({ devices: { [deviceId]: { resourceAccount } } });
        await destroy(state);
        expect(bench.account()).to.equal(otherRoom);
    });

    it("unbinds a device that it declares itself: destroy may check before it deletes", async () => {
        const state = await made();
        const run = bench.run();
        check(run.context, {}, bench.binding(room));
        await remove(run.context, state);
        expect(bench.account()).to.equal(undefined);
    });

    it("unbinds where it is deleted first, renamed, since the engine was told to replace", async () => {
        const old = await made();
        const { context } = bench.run();
        const renamed = bench.binding(room, { logicalName: "boardroom" });
        check(context, {}, renamed);
        diff(context, old, renamed);
        await remove(context, old);
        expect(bench.account()).to.equal(undefined);
        await create(context, renamed);
        expect(bench.account()).to.equal(room);
    });

    it("leaves what a renamed binding has, where an older replacement was never deleted", async () => {
        const old = await made();
        const present = await made();
        for (const ownedSince of [present.ownedSince, undefined]) {
            const { context } = bench.run();
            const renamed = bench.binding(room, { logicalName: "boardroom" });
            check(context, {}, renamed);
            diff(context, { ...present, ownedSince }, renamed);
            await remove(context, ownedSince ? old : { ...old, ownedSince });
            expect(bench.account()).to.equal(room);
        }
    });

    it("deletes a state that an older version stored", async () => {
        const { deviceId: id, userPrincipalName, graphEndpoint } = await made();
        await destroy({ deviceId: id, userPrincipalName, graphEndpoint });
        expect(bench.account()).to.equal(undefined);
    });

    for (const action of [{ reset: "before" }, { reset: "after" }, { hang: "after" }, { status: 500 }] as const) {
        for (const accountVisible of [true, false]) {
            it(`unbinds all the same after ${JSON.stringify(action)} (visible: ${accountVisible})`, async () => {
                bench.options({ accountVisible, unassignMissing: "fail" });
                const state = await made();
                bench.faults({ match: { path: "unassignResource" }, action });
                await destroy(state);
                expect(bench.account()).to.equal(undefined);
            });
        }
    }

    it("fails where the service refuses, with what to do", async () => {
        const state = await made();
        bench.faults({ match: { path: "unassignResource" }, times: 9, action: { status: 403 } });
        expect((await errorOf(destroy(state), ServiceError)).message).to.contain("ReadWrite.All");
        expect(bench.account()).to.equal(room);
    });

    it("does not take a refusal for done while the account is still there to be seen", async () => {
        const state = await made();
        bench.faults({ match: { path: "unassignResource" }, times: 9, action: { status: 400 } });
        await errorOf(destroy(state), ServiceError);
    });

    it("does not take one 404 to the unbind for a device that is gone", async () => {
        const state = await made();
        bench.faults({ match: { path: "unassignResource" }, action: { status: 404 } });
        await destroy(state).catch(() => undefined);
        bench.faults();
        await destroy(state);
        expect(bench.account()).to.equal(undefined);
    });

    it("fails where the service cannot be asked, rather than forget", async () => {
        const state = await made({ timeouts: { delete: "10s" } });
        bench.faults({ match: { path: "/beta/" }, times: 9_999, action: { status: 503 } });
        await errorOf(destroy(state), DeadlineError);
    });
});
