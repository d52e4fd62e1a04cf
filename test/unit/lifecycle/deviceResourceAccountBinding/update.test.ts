import { expect } from "chai";
import type { EmulatorOptions } from "#emulator/index";
import { AssignmentsError, ServiceError } from "#provider/core/errors";
import { create } from "#provider/lifecycle/deviceResourceAccountBinding/create";
import { remove } from "#provider/lifecycle/deviceResourceAccountBinding/delete";
import { update } from "#provider/lifecycle/deviceResourceAccountBinding/update";
import { PartialError } from "#provider/lifecycle/results";
import { deviceId, otherRoom, room } from "../../../harness/bench/samples";
import { errorOf } from "../../support/testClient";
import { useBench } from "../support/useBench";

type Properties = Record<string, unknown>;

/** Every answer of the service to what is undocumented. */
const tenants: Partial<EmulatorOptions>[] = [true, 200, false].flatMap((accountVisible) =>
    (["ok", "conflict"] as const).flatMap((assignOverExisting) =>
        (["ok", "fail"] as const).flatMap((unassignMissing) =>
            (["ok", "fail"] as const).map((assignExisting) => ({
                accountVisible,
                assignOverExisting,
                unassignMissing,
                assignExisting,
            })),
        ),
    ),
);

describe("update of a binding", () => {
    const bench = useBench();

    async function made(more: Properties = {}): Promise<Properties> {
        return (await create(bench.run().context, bench.binding(room, more))).state;
    }

    for (const options of tenants) {
        it(`binds another account in its place in a tenant with ${Object.values(options).join(", ")}`, async () => {
            bench.options(options);
            const state = await made();
            const after = await update(bench.run().context, state, bench.binding(otherRoom));
            expect(bench.account()).to.equal(otherRoom);
            expect(after).to.include({ userPrincipalName: otherRoom }).and.not.have.property("pending");
            await remove(bench.run().context, after);
            expect(bench.account()).to.equal(undefined);
        });
    }

    const silent: Properties[] = [
        { timeouts: { create: "1h" } },
        { existing: "replace" },
        { logicalName: "renamed" },
        { userPrincipalName: room.toUpperCase() },
    ];
    for (const more of silent) {
        it(`calls nothing for ${JSON.stringify(more)} alone, and remembers it`, async () => {
            const state = await made();
            const requests = bench.emulator.state().requests.length;
            const after = await update(bench.run().context, state, bench.binding(room, more));
            expect(after).to.deep.include(more);
            expect(after.observedIn).to.deep.equal(state.observedIn);
            expect(bench.emulator.state().requests.length).to.equal(requests);
        });
    }

    for (const accountVisible of [true, false]) {
        it(`binds the same account anew for another greeting (visible: ${accountVisible})`, async () => {
            bench.options({ accountVisible, assignExisting: "fail" });
            const state = await made({ addressableUserName: "Room 12" });
            const inputs = bench.binding(room, { addressableUserName: "Boardroom" });
            const after = await update(bench.run().context, state, inputs);
            expect(bench.emulator.state().devices[deviceId]?.resourceAccount).to.include({
                userPrincipalName: room,
                addressableUserName: "Boardroom",
            });
            expect(after.addressableUserName).to.equal("Boardroom");
        });
    }

    for (const visibleIn of [undefined, ["addressableUserName"], ["resourceName"]] as const) {
        it(`binds another account of the same names (visible in: ${visibleIn ?? "all"})`, async () => {
            bench.options(visibleIn ? { visibleIn } : {});
            const same = { addressableUserName: "Boardroom", resourceAccountName: "boardroom" };
            const state = await made(same);
            await update(bench.run().context, state, bench.binding(otherRoom, same));
            expect(bench.account()).to.equal(otherRoom);
        });
    }

    it("refuses to take over an account that somebody else bound since the last refresh", async () => {
        const state = await made();
        bench.emulator.putState({
            devices: { [deviceId]: { resourceAccount: { userPrincipalName: "x@contoso.com" } } },
        });
        const error = await errorOf(update(bench.run().context, state, bench.binding(otherRoom)), AssignmentsError);
        expect(error.code).to.equal("OccupiedDevice");
        expect(bench.account()).to.equal("x@contoso.com");
    });

    it("binds again where somebody unbound", async () => {
        const state = await made();
        bench.emulator.putState({ devices: { [deviceId]: {} } });
        await update(bench.run().context, state, bench.binding(otherRoom));
        expect(bench.account()).to.equal(otherRoom);
    });

    it("fails where the device is gone, with what to check", async () => {
        const state = await made();
        bench.emulator.putState({ devices: {} });
        const error = await errorOf(update(bench.run().context, state, bench.binding(otherRoom)), ServiceError);
        expect(error.message).to.contain("deviceId");
    });

    describe("that fails midway", () => {
        /** Fails an update by faults, and answers the partial state. */
        async function broken(path: string, options: Partial<EmulatorOptions> = {}): Promise<Properties> {
            bench.options(options);
            const state = await made();
            bench.faults({ match: { path }, times: 999, action: { status: 400 } });
            const inputs = bench.binding(otherRoom, { timeouts: { update: "30s" } });
            const { state: left } = await errorOf(update(bench.run().context, state, inputs), PartialError);
            bench.faults();
            return left;
        }

        it("keeps the old state where nothing was sent", async () => {
            const state = await made();
            bench.faults({ match: { path: "unassignResource" }, times: 9, action: { status: 403 } });
            const error = await errorOf(update(bench.run().context, state, bench.binding(otherRoom)), ServiceError);
            expect(error).not.to.be.instanceOf(PartialError);
            expect(bench.account()).to.equal(room);
        });

        for (const accountVisible of [true, false]) {
            it(`knows that the old one is unbound and neither is bound yet (visible: ${accountVisible})`, async () => {
                const left = await broken("assignResourceAccountToDevice", { accountVisible });
                expect(left).to.include({ userPrincipalName: room });
                expect(left.pending).to.include({ verb: "assign" });
                await update(bench.run().context, left, bench.binding(otherRoom));
                expect(bench.account()).to.equal(otherRoom);
            });

            it(`and destroy cleans up after it (visible: ${accountVisible})`, async () => {
                const left = await broken("assignResourceAccountToDevice", { accountVisible });
                await remove(bench.run().context, left);
                expect(bench.account()).to.equal(undefined);
            });

            it(`and the old account can be wanted back (visible: ${accountVisible})`, async () => {
                const left = await broken("assignResourceAccountToDevice", { accountVisible });
                await update(bench.run().context, left, bench.binding(room));
                expect(bench.account()).to.equal(room);
            });
        }

        for (const verb of ["assign", "unassign"] as const) {
            for (const accountVisible of [true, false]) {
                for (const effect of ["before", "after"] as const) {
                    const title = `${verb} lost ${effect} its effect; visible: ${accountVisible}`;

                    /** Loses every answer of a verb, so that the update ends unsettled or, where it shows, done. */
                    const lose = async (): Promise<Properties> => {
                        bench.options({ accountVisible });
                        const state = await made();
                        const path = verb === "assign" ? "/assignResource" : "/unassignResource";
                        bench.faults({ match: { path }, times: 999, action: { reset: effect } });
                        const inputs = bench.binding(otherRoom, { timeouts: { update: "30s" } });
                        const after = await update(bench.run().context, state, inputs).catch((error: unknown) => error);
                        bench.faults();
                        return after instanceof PartialError ? after.state : (after as Properties);
                    };

                    it(`reaches the declared account the next time (${title})`, async () => {
                        await update(bench.run().context, await lose(), bench.binding(otherRoom));
                        expect(bench.account()).to.equal(otherRoom);
                    });

                    it(`leaves nothing behind on destroy (${title})`, async () => {
                        await remove(bench.run().context, await lose());
                        expect(bench.account()).to.equal(undefined);
                    });
                }
            }
        }

        it("does not take its own new account for a stranger's, where the old one had been unbound outside", async () => {
            const state = await made();
            bench.emulator.putState({ devices: { [deviceId]: {} } });
            bench.faults(
                { match: { path: "/assignResource" }, action: { reset: "after" } },
                // The first look goes on as usual; after the lost answer there is none.
                { match: { method: "GET", path: "/beta/" }, action: { delayMs: 0 } },
                { match: { method: "GET", path: "/beta/" }, times: 99, action: { status: 403 } },
            );
            const updating = update(bench.run().context, state, bench.binding(otherRoom));
            const { state: left } = await errorOf(updating, PartialError);
            bench.faults();
            await remove(bench.run().context, left);
            expect(bench.account()).to.equal(undefined);
        });
    });
});
