import { expect } from "chai";
import type { Fault } from "#emulator/index";
import { AssignmentsError } from "#provider/core/errors";
import { check } from "#provider/lifecycle/deviceResourceAccountBinding/check";
import { create } from "#provider/lifecycle/deviceResourceAccountBinding/create";
import { remove } from "#provider/lifecycle/deviceResourceAccountBinding/delete";
import { diff } from "#provider/lifecycle/deviceResourceAccountBinding/diff";
import { update } from "#provider/lifecycle/deviceResourceAccountBinding/update";
import { PartialError } from "#provider/lifecycle/results";
import { deviceId, otherDeviceId, otherRoom, room } from "../../../harness/bench/samples";
import { errorOf } from "../../support/testClient";
import { useBench } from "../support/useBench";

type Properties = Record<string, unknown>;

const path = "/assignResource";
const names = { addressableUserName: "Room 12", resourceAccountName: "room-12" };
const refuse = (times: number): Fault => ({ match: { path }, times, action: { status: 400 } });
const lose: Fault = { match: { path }, times: 999, action: { reset: "before" } };

function inputsOf({ observedIn, ownedSince, serialNumber, displayName, pending, ...inputs }: Properties): Properties {
    return inputs;
}

describe("an account that was unbound for another one", () => {
    const bench = useBench();
    const bound = (id = deviceId) => bench.emulator.state().devices[id]?.resourceAccount;
    const made = async (more: Properties = {}): Promise<Properties> =>
        (await create(bench.run().context, bench.binding(room, { ...names, ...more }))).state;

    /** A run whose program declares something else, as the engine begins it. */
    function declared(state: Properties, more: Properties) {
        const run = bench.run();
        const news = { ...inputsOf(state), ...more };
        expect(check(run.context, inputsOf(state), news).failures).to.deep.equal([]);
        return { run, news, change: diff(run.context, state, news) };
    }

    describe("by a replacement that deletes first", () => {
        const moved = () => ({ graphEndpoint: bench.emulator.url.replace("127.0.0.1", "localhost") });
        const renamed = {
            userPrincipalName: otherRoom,
            addressableUserName: undefined,
            resourceAccountName: undefined,
        };

        async function replaced(faults: Fault[], more: Properties = {}) {
            const state = await made({ timeouts: { create: "40s" } });
            const { run, news, change } = declared(state, { ...moved(), ...renamed, ...more });
            expect(change.deleteBeforeReplace).to.equal(true);
            await remove(run.context, state);
            bench.faults(...faults);
            return { run, news, creating: create(run.context, news) };
        }

        it("is bound again at the new address, and remembered there", async () => {
            const { creating, news } = await replaced([refuse(1)]);
            const { state, reasons } = await errorOf(creating, PartialError);
            expect(reasons[0])
                .to.contain(`Binding ${otherRoom}`)
                .and.contain(`${room} had been unbound for it and is bound again`);
            expect(bound()).to.deep.equal({ userPrincipalName: room, ...names });
            expect(state).to.deep.include({ ...moved(), userPrincipalName: room, ...names });
            expect(state).not.to.have.property("pending");
            expect(state.observedIn).to.include("userPrincipalName");
            await update(bench.run().context, state, news);
            expect(bench.account()).to.equal(otherRoom);
        });

        it("is bound again where the binding has a new name besides", async () => {
            const { creating } = await replaced([refuse(1)], { logicalName: "boardroom" });
            const { reasons } = await errorOf(creating, PartialError);
            expect(reasons[0]).to.contain(`${room} had been unbound for it and is bound again`);
            expect(bound()).to.deep.equal({ userPrincipalName: room, ...names });
        });

        it("is not bound to another device", async () => {
            const state = await made({ timeouts: { create: "40s" } });
            const { run, news } = declared(state, { ...renamed, deviceId: otherDeviceId });
            await remove(run.context, state);
            bench.faults(refuse(1));
            await errorOf(create(run.context, news), AssignmentsError);
            expect(bound(otherDeviceId)).to.equal(null);
        });

        it("stays pending where it is not seen to be back", async () => {
            bench.options({ accountVisible: false });
            const { creating } = await replaced([refuse(1)]);
            const { state } = await errorOf(creating, PartialError);
            expect(bench.account()).to.equal(room);
            expect(state).to.deep.include({ userPrincipalName: room, observedIn: [] });
            expect(state.pending).to.include({ verb: "assign" });
        });

        it("is known to the next run where it is refused as well", async () => {
            const { creating, news } = await replaced([refuse(2)]);
            const { state, reasons } = await errorOf(creating, PartialError);
            expect(reasons[0]).to.contain(`${room} had been unbound for it, and could not be bound again`);
            bench.faults(refuse(1));
            await errorOf(update(bench.run().context, state, news), AssignmentsError);
            expect(bound()).to.deep.equal({ userPrincipalName: room, ...names });
        });

        it("is not bound again after a lost answer, and is known to the next run", async () => {
            const { creating } = await replaced([lose]);
            const { state } = await errorOf(creating, PartialError);
            expect(state).to.include({ userPrincipalName: otherRoom });
            expect(state.pending).to.deep.include({ displaced: { userPrincipalName: room, ...names } });
        });

        it("is not put into a state that would show what was secret", async () => {
            const state = await made({ secretInputs: ["userPrincipalName"] });
            const { run, news } = declared(state, { ...moved(), ...renamed, secretInputs: undefined });
            await remove(run.context, state);
            bench.faults(refuse(1));
            const error = await errorOf(create(run.context, news), AssignmentsError);
            expect(error).not.to.be.instanceOf(PartialError);
            expect(bench.account()).to.equal(room);
        });

        it("is not bound again where nothing was unbound", async () => {
            const state = await made();
            bench.emulator.putState({ devices: { [deviceId]: {} } });
            const { run, news } = declared(state, { ...moved(), ...renamed });
            await remove(run.context, state);
            bench.faults(refuse(1));
            expect(await errorOf(create(run.context, news), AssignmentsError)).not.to.be.instanceOf(PartialError);
            expect(bench.account()).to.equal(undefined);
        });

        it("is named in the preview", async () => {
            const { run } = declared(await made(), { ...moved(), ...renamed });
            expect(run.said("info")).to.contain(
                `unbinds ${room} from Autopilot device ${deviceId} and binds ${otherRoom}`,
            );
        });
    });

    describe("by an update that was cut short", () => {
        it("stays in the state where the other one was refused, and both ways on converge", async () => {
            for (const wanted of [room, otherRoom]) {
                bench.clean();
                const state = await made();
                const other = { ...bench.binding(otherRoom), deviceId: otherDeviceId, logicalName: "room-13" };
                const { run, news } = declared(state, { userPrincipalName: otherRoom });
                check(run.context, other, { ...other, userPrincipalName: room });
                bench.faults(refuse(1));
                const updating = errorOf(update(run.context, state, news), PartialError);
                await bench.clock.sleep(12_000);
                run.abort(new AssignmentsError("EngineGone", "gone"));
                const { state: left } = await updating;
                expect(left).to.deep.include({ userPrincipalName: room, ...names });
                expect(left.pending).to.include({ verb: "assign" }).and.not.have.property("displaced");

                bench.faults(...(wanted === room ? [] : [refuse(1)]));
                await update(bench.run().context, left, bench.binding(wanted, names)).catch(() => undefined);
                expect(bound()).to.deep.equal({ userPrincipalName: room, ...names });
            }
        });

        async function lost(more: Properties = {}, was: Properties = {}): Promise<Properties> {
            const state = await made(was);
            bench.faults(lose);
            const news = bench.binding(otherRoom, { timeouts: { update: "30s" }, ...more });
            const { state: left } = await errorOf(update(bench.run().context, state, news), PartialError);
            return left;
        }

        it("is bound again by the next run, and later makes room, where the answer was lost", async () => {
            const left = await lost();
            expect(left).to.include({ userPrincipalName: otherRoom });
            expect(left.pending).to.deep.include({ displaced: { userPrincipalName: room, ...names } });
            bench.faults(refuse(1));
            const error = await errorOf(update(bench.run().context, left, bench.binding(otherRoom)), AssignmentsError);
            expect(error.message).to.contain(`${room} had been unbound for it and is bound again`);
            expect(bound()).to.deep.equal({ userPrincipalName: room, ...names });
            bench.faults();
            const after = await update(bench.run().context, left, bench.binding(otherRoom));
            expect(bench.account()).to.equal(otherRoom);
            expect(after).not.to.have.property("pending");
        });

        it("may be on its way where the process is stopped", async () => {
            const state = await made();
            const run = bench.run();
            bench.faults({ match: { path }, action: { hang: "before" } });
            const updating = errorOf(update(run.context, state, bench.binding(otherRoom)), PartialError);
            await bench.clock.sleep(5_000);
            run.abort(new AssignmentsError("EngineGone", "gone"));
            expect((await updating).state).to.include({ userPrincipalName: otherRoom });
        });

        for (const name of ["userPrincipalName", "addressableUserName", "resourceAccountName"]) {
            it(`is not copied where ${name} is or was secret`, async () => {
                const secret = { secretInputs: [name] };
                expect((await lost(secret)).pending).not.to.have.property("displaced");
                bench.clean();
                bench.faults();
                expect((await lost({}, secret)).pending).not.to.have.property("displaced");
            });
        }
    });

    describe("by nobody yet, on a device that the binding is to leave", () => {
        it("is refused with the ways out", async () => {
            const { run, news } = declared(await made(), { deviceId: otherDeviceId });
            bench.faults(refuse(1));
            const error = await errorOf(create(run.context, news), AssignmentsError);
            expect(error.message)
                .to.contain(deviceId)
                .and.contain("deleteBeforeReplace: true")
                .and.contain("second up");
        });

        it("is refused without them where it was unbound there before", async () => {
            const state = await made();
            const { run, news } = declared(state, { deviceId: otherDeviceId });
            await remove(run.context, state);
            bench.faults(refuse(1));
            const error = await errorOf(create(run.context, news), AssignmentsError);
            expect(error.message)
                .to.contain(`${room} was unbound from Autopilot device ${deviceId} in this run`)
                .and.not.contain("deleteBeforeReplace");
        });
    });
});
