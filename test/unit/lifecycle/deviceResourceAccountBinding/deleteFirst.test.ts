import { expect } from "chai";
import { AssignmentsError } from "#provider/core/errors";
import { check } from "#provider/lifecycle/deviceResourceAccountBinding/check";
import { create } from "#provider/lifecycle/deviceResourceAccountBinding/create";
import { remove } from "#provider/lifecycle/deviceResourceAccountBinding/delete";
import { diff } from "#provider/lifecycle/deviceResourceAccountBinding/diff";
import { deviceId, otherDeviceId, otherRoom, room } from "../../../harness/bench/samples";
import { errorOf } from "../../support/testClient";
import { useBench } from "../support/useBench";

type Properties = Record<string, unknown>;

describe("delete of a binding that comes before its replacement at another address", () => {
    const bench = useBench();

    async function made(more: Properties = {}): Promise<Properties> {
        return (await create(bench.run().context, bench.binding(room, more))).state;
    }

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
