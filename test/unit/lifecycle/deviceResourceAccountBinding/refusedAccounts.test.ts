import { expect } from "chai";
import type { EmulatorOptions, Fault } from "#emulator/index";
import { GracefulShutdown } from "#provider/core/clock";
import { AssignmentsError, DeadlineError } from "#provider/core/errors";
import { check } from "#provider/lifecycle/deviceResourceAccountBinding/check";
import { create } from "#provider/lifecycle/deviceResourceAccountBinding/create";
import { remove } from "#provider/lifecycle/deviceResourceAccountBinding/delete";
import { update } from "#provider/lifecycle/deviceResourceAccountBinding/update";
import { PartialError } from "#provider/lifecycle/results";
import { deviceId, otherDeviceId, otherRoom, room } from "../../../harness/bench/samples";
import { errorOf } from "../../support/testClient";
import { useBench } from "../support/useBench";

type Properties = Record<string, unknown>;

const assignPath = "/assignResource";
const names = { addressableUserName: "Room 12", resourceAccountName: "room-12" };
/** What Intune says to much, and by which nothing can be told. */
const generic = {
    error: {
        code: "BadRequest",
        message: JSON.stringify({
            _version: 3,
            Message: "An error has occurred - Operation ID (for customer support): 0000 - Activity ID: 1111",
        }),
    },
};

function refuse(times: number, more: Partial<Fault["action"]> = {}, path = assignPath): Fault {
    return { match: { path }, times, action: { status: 400, body: generic, ...more } };
}

describe("a refused change of a binding's account", () => {
    const bench = useBench();
    const bound = (id = deviceId) => bench.emulator.state().devices[id]?.resourceAccount;
    const rebind = (state: Properties, more: Properties = {}) =>
        update(bench.run().context, state, bench.binding(otherRoom, more));

    async function made(more: Properties = {}): Promise<Properties> {
        return (await create(bench.run().context, bench.binding(room, { ...names, ...more }))).state;
    }

    for (const options of [
        { accountVisible: true },
        { accountVisible: 4_000 },
        { visibleIn: ["addressableUserName"] },
        { assignOverExisting: "conflict", unassignMissing: "fail", assignExisting: "fail" },
    ] satisfies Partial<EmulatorOptions>[]) {
        for (const status of [400, 403, 404, 409]) {
            it(`leaves what was there, with its names, after a ${status} (${JSON.stringify(options)})`, async () => {
                bench.options(options);
                const state = await made();
                bench.faults(refuse(1, { status }));
                const error = await errorOf(rebind(state), AssignmentsError);
                expect(error).not.to.be.instanceOf(PartialError);
                expect(error.message).to.match(
                    new RegExp(`failed: ${status} .*room12@contoso.com .* is bound again\\.$`),
                );
                expect(error.statusCode).to.equal(status);
                expect(bound()).to.deep.equal({ userPrincipalName: room, ...names });
                await update(bench.run().context, state, bench.binding(otherRoom));
                expect(bench.account()).to.equal(otherRoom);
            });
        }
    }

    describe("in a tenant that hides accounts", () => {
        async function refused(): Promise<PartialError> {
            bench.options({ accountVisible: false });
            const state = await made();
            bench.faults(refuse(1));
            return errorOf(rebind(state), PartialError);
        }

        it("binds the old account again, and stays pending since that cannot be seen", async () => {
            const { state, reasons } = await refused();
            expect(bound()).to.deep.equal({ userPrincipalName: room, ...names });
            expect(state).to.deep.include({ userPrincipalName: room, ...names, observedIn: [] });
            expect(state.pending).to.include({ verb: "assign" });
            expect(reasons.join(" "))
                .to.contain("Graph has confirmed that it is bound again")
                .and.contain("Run the same");
        });

        for (const [title, wanted] of [
            ["reaches the new account the next time", otherRoom],
            ["can go back to the old one", room],
        ] as const) {
            it(title, async () => {
                const { state } = await refused();
                const after = await update(bench.run().context, state, bench.binding(wanted));
                expect(bench.account()).to.equal(wanted);
                expect(after).not.to.have.property("pending");
            });
        }

        it("is cleaned up by destroy", async () => {
            const { state } = await refused();
            await remove(bench.run().context, state);
            expect(bench.account()).to.equal(undefined);
        });
    });

    it("keeps time for the old account, where the new one is refused until its time is up", async () => {
        const state = await made();
        bench.faults({
            match: { path: assignPath },
            times: 999,
            action: { status: 429, headers: { "retry-after": "1" } },
        });
        const updating = errorOf(rebind(state, { timeouts: { update: "40s" } }), AssignmentsError);
        await bench.clock.sleep(32_000);
        bench.faults();
        const error = await updating;
        expect(error.message).to.contain("no success within").and.contain("is bound again");
        expect(bench.account()).to.equal(room);
    });

    it("does not bind the old account again after a lost answer", async () => {
        const state = await made();
        bench.faults({ match: { path: assignPath }, times: 999, action: { reset: "before" } });
        const error = await errorOf(rebind(state, { timeouts: { update: "30s" } }), PartialError);
        expect(error.reasons.join(" ")).to.contain("not certain").and.not.contain("bound again");
        expect(error.state).to.include({ userPrincipalName: otherRoom });
    });

    describe("whose restoring is refused too", () => {
        async function broken(): Promise<PartialError> {
            const state = await made();
            bench.faults(refuse(2));
            return errorOf(rebind(state), PartialError);
        }

        it("says so, and remembers the old account as unsettled", async () => {
            const { state, reasons } = await broken();
            expect(bench.account()).to.equal(undefined);
            expect(state).to.deep.include({ userPrincipalName: room, ...names });
            expect(state.pending).to.include({ verb: "assign" });
            expect(reasons[0]).to.match(
                /Binding room13.* failed: 400.*could not be bound again: Binding room12.* failed: 400/,
            );
        });

        it("tries to bind the old account again the next time the new one is refused", async () => {
            const { state } = await broken();
            bench.faults(refuse(1));
            const error = await errorOf(rebind(state), AssignmentsError);
            expect(error.message).to.contain("is bound again");
            expect(bound()).to.deep.equal({ userPrincipalName: room, ...names });
        });

        it("does not take for its own what somebody bound meanwhile", async () => {
            const { state } = await broken();
            bench.emulator.putState({
                devices: { [deviceId]: { resourceAccount: { userPrincipalName: "x@contoso.com" } } },
            });
            await remove(bench.run().context, state);
            expect(bench.account()).to.equal("x@contoso.com");
        });
    });

    it("is uncertain where the answer to the restoring is lost, and destroy cleans up", async () => {
        const state = await made();
        bench.faults(refuse(1), { match: { path: assignPath }, times: 99, action: { reset: "before" } });
        const error = await errorOf(rebind(state, { timeouts: { update: "40s" } }), PartialError);
        expect(error.reasons[0]).to.contain("whether it is bound again is not certain");
        expect(error.state).to.deep.include({ userPrincipalName: room, observedIn: [] });
        bench.faults();
        bench.emulator.putState({ devices: { [deviceId]: { resourceAccount: { userPrincipalName: room } } } });
        await remove(bench.run().context, error.state);
        expect(bench.account()).to.equal(undefined);
    });

    it("is mended by the next run, where the process died after the old account was unbound", async () => {
        const state = await made();
        const dying = bench.run();
        bench.faults({ match: { path: assignPath }, action: { hang: "before" } });
        const updating = errorOf(update(dying.context, state, bench.binding(otherRoom)), Error);
        await bench.clock.sleep(5_000);
        dying.abort(new AssignmentsError("EngineGone", "gone"));
        await updating;
        expect(bench.account()).to.equal(undefined);

        bench.faults(refuse(1));
        const error = await errorOf(rebind(state), AssignmentsError);
        expect(error).not.to.be.instanceOf(PartialError);
        expect(bound()).to.deep.equal({ userPrincipalName: room, ...names });
        await rebind(state);
        expect(bench.account()).to.equal(otherRoom);
    });

    it("takes nothing away once Pulumi was asked to stop", async () => {
        const state = await made();
        const { context } = bench.run();
        const shutdown = new GracefulShutdown();
        shutdown.begin(bench.clock.now() + 4_000);
        const clock = { ...context.clock, now: bench.clock.now, shutdown };
        const error = await errorOf(update({ ...context, clock }, state, bench.binding(otherRoom)), DeadlineError);
        expect(error.message).to.contain("was not begun");
        expect(bench.account()).to.equal(room);
    });

    it("binds what refresh found in the place of ours again, as the device shows it", async () => {
        const state = await made();
        const stranger = { userPrincipalName: "x@contoso.com", addressableUserName: "X", resourceAccountName: "x-ray" };
        bench.emulator.putState({ devices: { [deviceId]: { resourceAccount: stranger } } });
        bench.faults(refuse(1));
        const run = bench.run();
        const drifted = { ...state, userPrincipalName: "x@contoso.com", drifted: true };
        const error = await errorOf(update(run.context, drifted, bench.binding(otherRoom)), AssignmentsError);
        expect(error).not.to.be.instanceOf(PartialError);
        expect(bound()).to.deep.equal(stranger);
        expect(run.said("warning")).to.contain("unbinds x@contoso.com").and.contain("x@contoso.com is bound again");
    });

    describe("that another binding of the run is to make possible", () => {
        /** Two bindings, of which the first gets the other's account; answers their states. */
        async function two(context = bench.run().context): Promise<[Properties, Properties]> {
            const other = bench.binding(otherRoom, { deviceId: otherDeviceId, logicalName: "room-13" });
            return [(await create(context, bench.binding(room, names))).state, (await create(context, other)).state];
        }

        function declare(context: Parameters<typeof check>[0], states: Properties[], accounts: string[]): Properties[] {
            return states.map((state, index) => {
                const { observedIn, ownedSince, serialNumber, displayName, ...inputs } = state;
                const news = { ...inputs, userPrincipalName: accounts[index] };
                expect(check(context, state, news).failures).to.deep.equal([]);
                return news;
            });
        }

        it("waits for that one to unbind the account, and tries once more", async () => {
            const states = await two();
            const run = bench.run();
            const [first = {}, second = {}] = declare(run.context, states, [otherRoom, room]);
            // As a service does that gives an account to one device only.
            bench.faults(refuse(1, {}, `${deviceId}${assignPath}`));
            const updating = update(run.context, states[0], first);
            await bench.clock.sleep(8_000);
            await Promise.all([updating, update(run.context, states[1], second)]);
            expect([bench.account(), bench.account(otherDeviceId)]).to.deep.equal([otherRoom, room]);
            expect(run.said("info")).to.contain("once more");
        });

        it("binds the old account again where that one does not come in time, and says what is awaited", async () => {
            const states = await two();
            const run = bench.run();
            const [first = {}] = declare(run.context, states, [otherRoom, room]);
            bench.faults(refuse(1, {}, `${deviceId}${assignPath}`));
            const startedAt = bench.clock.now();
            const error = await errorOf(update(run.context, states[0], first), AssignmentsError);
            expect(bench.clock.now() - startedAt).to.be.within(20_000, 40_000);
            expect(error.message).to.contain(`is to unbind ${otherRoom} from Autopilot device ${otherDeviceId}`);
            expect(bound()).to.deep.equal({ userPrincipalName: room, ...names });
        });

        it("waits for nobody where the other one keeps the account", async () => {
            const states = await two();
            const run = bench.run();
            const [first = {}] = declare(run.context, states, [otherRoom, otherRoom]);
            bench.faults(refuse(1, {}, `${deviceId}${assignPath}`));
            const startedAt = bench.clock.now();
            await errorOf(update(run.context, states[0], first), AssignmentsError);
            expect(bench.clock.now() - startedAt).to.be.below(15_000);
            expect(bench.account()).to.equal(room);
        });
    });
});

describe('a refused account under existing: "replace"', () => {
    const bench = useBench();
    const stranger = { userPrincipalName: otherRoom, addressableUserName: "Room 13", resourceAccountName: "room-13" };
    const replacing = () => bench.binding(room, { existing: "replace" });

    function occupy(device: Properties): void {
        bench.emulator.putState({ devices: { [deviceId]: { serialNumber: "R9-1", ...device } } });
    }

    it("leaves the account that was there, with its names, and nothing in the state", async () => {
        occupy({ resourceAccount: stranger });
        bench.faults(refuse(1));
        const run = bench.run();
        const error = await errorOf(create(run.context, replacing()), AssignmentsError);
        expect(error).not.to.be.instanceOf(PartialError);
        expect(error.message).to.contain(`${otherRoom} had been unbound for it and is bound again`);
        expect(bench.emulator.state().devices[deviceId]?.resourceAccount).to.deep.equal(stranger);
        expect(run.said("warning")).to.contain(`if ${room} is refused, ${otherRoom} is bound again`);
    });

    it("says before it unbinds that a display name cannot be bound again, and what came of it", async () => {
        bench.options({ visibleIn: ["addressableUserName"] });
        occupy({ resourceAccount: stranger });
        bench.faults(refuse(1));
        const run = bench.run();
        const { state, reasons } = await errorOf(create(run.context, replacing()), PartialError);
        expect(run.said("warning")).to.contain("unbinds Room 13").and.contain("cannot be bound again");
        expect(reasons[0]).to.contain("could not be bound again");
        expect(state.pending).to.include({ verb: "assign" });
        expect(bench.account()).to.equal(undefined);
    });

    it("does not bind a user as if it were an account", async () => {
        occupy({ userBinding: { userPrincipalName: "alice@contoso.com" } });
        bench.faults(refuse(1));
        const { reasons } = await errorOf(create(bench.run().context, replacing()), PartialError);
        expect(reasons[0]).to.contain("still shows what it showed before");
        expect(bench.account()).to.equal(undefined);
        expect(bench.count(/POST .*\/assignResource/)).to.equal(1);
    });

    it("leaves alone on destroy what somebody bound after a restoring that failed", async () => {
        occupy({ resourceAccount: stranger });
        bench.faults(refuse(2));
        const { state } = await errorOf(create(bench.run().context, replacing()), PartialError);
        occupy({ resourceAccount: stranger });
        const run = bench.run();
        await remove(run.context, state);
        expect(bench.account()).to.equal(otherRoom);
        expect(run.said("warning")).to.contain("did not bind");
    });

    it("does not take a 400 that names nothing for a conflict with an account that the device hides", async () => {
        bench.options({ accountVisible: false });
        occupy({ resourceAccount: stranger });
        bench.faults(refuse(1));
        const error = await errorOf(create(bench.run().context, replacing()), AssignmentsError);
        expect(error).not.to.be.instanceOf(PartialError);
        expect(error.message).to.contain("check that the account exists");
        expect(bench.count(/unassignResource/)).to.equal(0);
        expect(bench.account()).to.equal(otherRoom);
    });

    it("says before it unbinds an account that the device hides that it cannot be bound again", async () => {
        bench.options({ accountVisible: false, assignOverExisting: "conflict" });
        occupy({ resourceAccount: stranger });
        const run = bench.run();
        await create(run.context, replacing());
        expect(run.said("warning")).to.contain("does not show").and.contain("cannot be bound again");
        expect(bench.account()).to.equal(room);
    });
});
