import { expect } from "chai";
import type { AccountProperty } from "#emulator/index";
import { AssignmentsError, ServiceError } from "#provider/core/errors";
import { check } from "#provider/lifecycle/deviceResourceAccountBinding/check";
import { create } from "#provider/lifecycle/deviceResourceAccountBinding/create";
import { PartialError } from "#provider/lifecycle/results";
import { deviceId, otherDeviceId, otherRoom, room } from "../../../harness/bench/samples";
import { errorOf } from "../../support/testClient";
import { useBench } from "../support/useBench";

describe("create of a binding", () => {
    const bench = useBench();
    const bind = (inputs: Record<string, unknown>) => create(bench.run().context, inputs);

    /** Binds as somebody else does. */
    function occupy(userPrincipalName: string, more: Record<string, unknown> = {}): void {
        bench.emulator.putState({
            devices: { [deviceId]: { serialNumber: "R9-1", resourceAccount: { userPrincipalName }, ...more } },
        });
    }

    it("binds, and answers the device's id, the inputs and what the device shows", async () => {
        const inputs = bench.binding(room, { addressableUserName: "Room 12", timeouts: { create: "1h" } });
        const ownedSince = new Date(bench.clock.now()).toISOString();
        const { id, state } = await bind(inputs);
        expect(id).to.equal(`public/${deviceId}`);
        expect(state).to.deep.equal({
            ...inputs,
            ownedSince,
            serialNumber: "R9-1",
            displayName: "Room 12",
            observedIn: ["userPrincipalName", "resourceName", "addressableUserName"],
        });
        expect(bench.account()).to.equal(room);
    });

    it("answers an id that does not change with the spelling", async () => {
        const { id } = await bind(bench.binding(room, { deviceId: deviceId.toUpperCase() }));
        expect(id).to.equal(`public/${deviceId}`);
    });

    it("answers an id without the cloud where that is secret", async () => {
        expect((await bind(bench.binding(room, { secretInputs: ["cloud"] }))).id).to.equal(deviceId);
    });

    const visible: [visibleIn: AccountProperty[], observedIn: string[]][] = [
        [["userPrincipalName"], ["userPrincipalName"]],
        [["addressableUserName"], ["addressableUserName"]],
        [["resourceName"], ["resourceName"]],
        [["deviceAccountUpn"], ["deviceAccountUpn"]],
        [
            ["addressableUserName", "resourceName"],
            ["resourceName", "addressableUserName"],
        ],
        [[], []],
    ];
    for (const [visibleIn, observedIn] of visible) {
        it(`finds out that a tenant shows accounts in ${visibleIn.join(" and ") || "nothing"}`, async () => {
            bench.options({ visibleIn });
            const { state } = await bind(bench.binding(room, { addressableUserName: "Room 12" }));
            expect(state.observedIn).to.deep.equal(observedIn);
            expect(bench.account()).to.equal(room);
        });
    }

    for (const accountVisible of [200, 5_000, false]) {
        it(`waits a while for the device to show the account (visible: ${accountVisible})`, async () => {
            bench.options({ accountVisible });
            const { state } = await bind(bench.binding(room));
            expect(state.observedIn).to.have.length(accountVisible === false ? 0 : 2);
            expect(bench.count(/POST/)).to.equal(1);
        });
    }

    it("does not count a property that shows a user all the while", async () => {
        occupy(otherRoom, { resourceAccount: null, userBinding: { userPrincipalName: "alice@contoso.com" } });
        bench.options({ visibleIn: ["resourceName"] });
        const { state } = await bind(bench.binding(room, { existing: "replace" }));
        expect(state.observedIn).to.deep.equal(["resourceName"]);
    });

    it("adopts an account that is bound already, and says so", async () => {
        occupy(room);
        const run = bench.run();
        const { state } = await create(run.context, bench.binding(room));
        expect(state.observedIn).to.deep.equal(["userPrincipalName", "resourceName"]);
        expect(bench.count(/POST/)).to.equal(0);
        expect(run.said("info")).to.match(/room12@contoso\.com was bound .* already and now belongs to "room-12"/);
    });

    it('refuses an account that is bound already under existing: "fail"', async () => {
        occupy(room);
        const error = await errorOf(bind(bench.binding(room, { existing: "fail" })), AssignmentsError);
        expect(error.code).to.equal("AlreadyExists");
        expect(bench.count(/POST/)).to.equal(0);
    });

    for (const existing of ["adopt", "fail"]) {
        it(`refuses a device that shows another account under existing: "${existing}", and names it`, async () => {
            occupy(otherRoom);
            const error = await errorOf(bind(bench.binding(room, { existing })), AssignmentsError);
            expect(error.message).to.contain(otherRoom).and.contain('"replace"');
            expect(error).not.to.be.instanceOf(PartialError);
            expect(bench.account()).to.equal(otherRoom);
            expect(bench.count(/POST/)).to.equal(0);
        });
    }

    it("does not adopt another account that greets alike", async () => {
        occupy(otherRoom, { resourceAccount: { userPrincipalName: otherRoom, addressableUserName: "Boardroom" } });
        const inputs = bench.binding(room, { addressableUserName: "Boardroom" });
        const error = await errorOf(bind(inputs), AssignmentsError);
        expect(error.code).to.equal("OccupiedDevice");
        expect(bench.account()).to.equal(otherRoom);
    });

    it("shows a foreign name without what could take hold of a terminal", async () => {
        occupy(otherRoom, { resourceAccount: null, userPrincipalName: "\u001b[31mevil\u0007@contoso.com" });
        const error = await errorOf(bind(bench.binding(room)), AssignmentsError);
        expect(error.message).not.to.match(/\p{Cc}/u);
    });

    for (const assignOverExisting of ["ok", "conflict"] as const) {
        it(`replaces another account where it may (assigning over one: ${assignOverExisting})`, async () => {
            occupy(otherRoom);
            bench.options({ assignOverExisting });
            const run = bench.run();
            await create(run.context, bench.binding(room, { existing: "replace" }));
            expect(bench.account()).to.equal(room);
            expect(run.said("warning")).to.contain(`unbinds ${otherRoom}`);
        });
    }

    it("replaces an account that this stack itself had bound to the device", async () => {
        occupy(otherRoom);
        const run = bench.run();
        const old = bench.binding(otherRoom, { logicalName: "other" });
        check(run.context, old, { ...old, deviceId: otherDeviceId });
        await create(run.context, bench.binding(room));
        expect(bench.account()).to.equal(room);
    });

    it("waits a moment for the program to tell whose account it is", async () => {
        occupy(otherRoom);
        const run = bench.run();
        const creating = create(run.context, bench.binding(room));
        await bench.clock.sleep(1_000);
        const old = bench.binding(otherRoom, { logicalName: "other" });
        check(run.context, old, { ...old, deviceId: otherDeviceId });
        await creating;
        expect(bench.account()).to.equal(room);
    });

    it("says what cannot be known where a hidden account refuses a second one", async () => {
        occupy(otherRoom);
        bench.options({ accountVisible: false, assignOverExisting: "conflict" });
        const error = await errorOf(bind(bench.binding(room)), AssignmentsError);
        expect(error.code).to.equal("HiddenAccount");
        expect(error.message).to.contain("refuses a second account but shows none").and.contain('"replace"');
        expect(bench.account()).to.equal(otherRoom);
    });

    it("replaces a hidden account where it may", async () => {
        occupy(otherRoom);
        bench.options({ accountVisible: false, assignOverExisting: "conflict" });
        await bind(bench.binding(room, { existing: "replace" }));
        expect(bench.account()).to.equal(room);
    });

    for (const status of [404, 403, 401]) {
        it(`explains a ${status}, and leaves nothing in the state`, async () => {
            bench.faults({ match: { path: "/beta/" }, times: 99, action: { status } });
            const error = await errorOf(bind(bench.binding(room)), ServiceError);
            expect(error.statusCode).to.equal(status);
            expect(error.message).to.match(/Check the deviceId|ReadWrite\.All|sign in to the tenant/);
        });
    }

    it("unpacks what Intune puts into a message", async () => {
        const Message = "The account is not licensed. - Operation ID (for customer support): 0000 - Activity ID: 1111";
        const body = { error: { code: "BadRequest", message: JSON.stringify({ _version: 3, Message }) } };
        bench.faults({ match: { method: "POST" }, times: 9, action: { status: 400, body } });
        const error = await errorOf(bind(bench.binding(room)), ServiceError);
        expect(error.message).to.contain(Message).and.not.contain("_version");
    });

    it("runs one piece of work on a device at a time", async () => {
        const run = bench.run();
        const both = await Promise.allSettled([
            create(run.context, bench.binding(room, { logicalName: "a" })),
            create(run.context, bench.binding(otherRoom, { logicalName: "b" })),
        ]);
        expect(both.map(({ status }) => status)).to.deep.equal(["fulfilled", "rejected"]);
        expect(bench.account()).to.equal(room);
    });
});
