import { expect } from "chai";
import { AssignmentsError, DeadlineError, ServiceError } from "#provider/core/errors";
import { check } from "#provider/lifecycle/deviceResourceAccountBinding/check";
import { create } from "#provider/lifecycle/deviceResourceAccountBinding/create";
import { remove } from "#provider/lifecycle/deviceResourceAccountBinding/delete";
import { diff } from "#provider/lifecycle/deviceResourceAccountBinding/diff";
import { update } from "#provider/lifecycle/deviceResourceAccountBinding/update";
import { deviceId, otherDeviceId, otherRoom, room } from "../../../harness/bench/samples";
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

    describe("that comes before its replacement at another address", () => {
        /** The old state, in a run whose program declares that address, or what else is given. */
        async function moving(graphEndpoint: string, more: object = {}) {
            const state = await made({ timeouts: { delete: "30s" } });
            const { context } = bench.run();
            const { observedIn, ownedSince, serialNumber, displayName, ...inputs } = state;
            const news = { ...inputs, graphEndpoint, ...more };
            expect(check(context, inputs, news).failures).to.deep.equal([]);
            expect(diff(context, state, news).replaces).not.to.be.empty;
            return { state, context, news };
        }

        it("unbinds where the device is to be seen there", async () => {
            const { state, context } = await moving(bench.emulator.url.replace("127.0.0.1", "localhost"));
            await remove(context, state);
            expect(bench.account()).to.equal(undefined);
        });

        for (const [title, more] of [
            ["sends nothing where it is not", {}],
            ["sends nothing where it is not, and the binding has a new name besides", { logicalName: "boardroom" }],
        ] as const) {
            it(title, async () => {
                const { state, context } = await moving("http://127.0.0.1:9", more);
                const error = await errorOf(remove(context, state), AssignmentsError);
                expect(error.code).to.equal("ReplacementNotPossible");
                expect(error.message).to.contain("127.0.0.1:9").and.contain("nothing was unbound");
                expect(bench.account()).to.equal(room);
                expect(bench.count(/unassignResource/)).to.equal(0);
            });
        }

        it("sends nothing where the program has it deleted first, and there is no such device", async () => {
            const missing = "00000000-0000-4000-8000-000000000000";
            const { state, context } = await moving(bench.emulator.url, { deviceId: missing });
            const error = await errorOf(remove(context, state), AssignmentsError);
            expect(error.code).to.equal("ReplacementNotPossible");
            expect(error.message).to.contain(missing).and.contain("nothing was unbound");
            expect(bench.account()).to.equal(room);
        });

        for (const [title, existing, resourceAccount, isRefused] of [
            ["sends nothing where a stranger's account is there", "adopt", otherRoom, true],
            ["sends nothing where its own is there, and must not be", "fail", room, true],
            ["unbinds where a stranger's account is there and may be replaced", "replace", otherRoom, false],
            ["unbinds where its own is there already", "adopt", room, false],
        ] as const) {
            it(title, async () => {
                const { state, context } = await moving(bench.emulator.url, { deviceId: otherDeviceId, existing });
                const account = { userPrincipalName: resourceAccount };
                const { devices } = bench.emulator.state();
                bench.emulator.putState({ devices: { ...devices, [otherDeviceId]: { resourceAccount: account } } });
                if (!isRefused) {
                    await remove(context, state);
                    expect(bench.account()).to.equal(undefined);
                    return;
                }
                const error = await errorOf(remove(context, state), AssignmentsError);
                expect(error.code).to.equal("ReplacementNotPossible");
                expect(error.message).to.contain(otherDeviceId).and.contain(`existing to "`);
                expect(error.message).to.contain("nothing was unbound");
                expect(bench.account()).to.equal(room);
            });
        }

        it("unbinds where the account that is there belongs to a binding that moves too", async () => {
            const { state, context } = await moving(bench.emulator.url, { deviceId: otherDeviceId });
            const { state: other } = await create(
                bench.run().context,
                bench.binding(otherRoom, { deviceId: otherDeviceId, logicalName: "other" }),
            );
            diff(context, other, { ...other, deviceId });
            await remove(context, state);
            expect(bench.account()).to.equal(undefined);
        });

        it("sends nothing where the account that refresh found on the device is in the way at its new address", async () => {
            const state = await made();
            const drifted = { ...state, userPrincipalName: otherRoom, drifted: true };
            const { devices } = bench.emulator.state();
            const resourceAccount = { userPrincipalName: otherRoom };
            bench.emulator.putState({ devices: { ...devices, [deviceId]: { resourceAccount } } });
            const graphEndpoint = bench.emulator.url.replace("127.0.0.1", "localhost");
            const { context } = bench.run();
            const news = bench.binding(room, { graphEndpoint });
            check(context, {}, news);
            diff(context, drifted, news);
            const error = await errorOf(remove(context, drifted), AssignmentsError);
            expect(error.message).to.contain(otherRoom).and.contain("nothing was unbound");
        });

        it("is done where it is forced on the same device, which is gone", async () => {
            const state = await made();
            const { context } = bench.run();
            const news = bench.binding(room);
            check(context, {}, news);
            diff(context, state, news);
            bench.emulator.putState({ devices: {} });
            await remove(context, state);
        });

        for (const more of [{}, { existing: "fail" }]) {
            it(`unbinds where the device still has the account at its new address (${JSON.stringify(more)})`, async () => {
                const near = bench.emulator.url.replace("127.0.0.1", "localhost");
                const { state, context, news } = await moving(near, { userPrincipalName: otherRoom, ...more });
                await remove(context, state);
                await create(context, news);
                expect(bench.account()).to.equal(otherRoom);
            });
        }

        it("looks for nothing once the replacement is there", async () => {
            const { state, context, news } = await moving(bench.emulator.url, { deviceId: otherDeviceId });
            await create(context, news);
            bench.faults({ match: { path: otherDeviceId }, times: 9, action: { status: 403 } });
            await remove(context, state);
            expect(bench.account()).to.equal(undefined);
            expect(bench.account(otherDeviceId)).to.equal(room);
        });
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
