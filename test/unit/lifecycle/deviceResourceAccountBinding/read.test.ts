import { expect } from "chai";
import { DeadlineError } from "#provider/core/errors";
import { create } from "#provider/lifecycle/deviceResourceAccountBinding/create";
import { remove } from "#provider/lifecycle/deviceResourceAccountBinding/delete";
import { diff } from "#provider/lifecycle/deviceResourceAccountBinding/diff";
import { read } from "#provider/lifecycle/deviceResourceAccountBinding/read";
import { update } from "#provider/lifecycle/deviceResourceAccountBinding/update";
import { deviceId, otherRoom, room } from "../../../harness/bench/samples";
import { errorOf } from "../../support/testClient";
import { planContext } from "../support/planContext";
import { useBench } from "../support/useBench";

type Properties = Record<string, unknown>;

describe("read of a binding", () => {
    const bench = useBench();
    const refresh = (state: Properties) => read(bench.run().context, state);

    async function made(more: Properties = {}): Promise<Properties> {
        return (await create(bench.run().context, bench.binding(room, more))).state;
    }

    /** Rebinds the device as somebody else does. */
    function rebind(resourceAccount: { userPrincipalName: string; addressableUserName?: string } | null): void {
        bench.emulator.putState({
            devices: { [deviceId]: { serialNumber: "R9-1", displayName: "Room 12", resourceAccount } },
        });
    }

    it("changes nothing where nothing changed: no false diff follows", async () => {
        const state = await made({ addressableUserName: "Room 12", timeouts: { create: "1h" } });
        const observed = await refresh(state);
        expect(observed?.state).to.deep.equal(state);
        const { ownedSince, serialNumber, displayName, observedIn, ...inputs } = state;
        expect(observed?.inputs).to.deep.equal(inputs);
        expect(diff(planContext(), observed?.state ?? {}, inputs).changes).to.equal(false);
        expect([serialNumber, displayName, observedIn]).not.to.include(undefined);
    });

    it("shows the device's new names", async () => {
        const state = await made();
        bench.emulator.putState({
            devices: {
                [deviceId]: { serialNumber: "X", displayName: "Y", resourceAccount: { userPrincipalName: room } },
            },
        });
        expect((await refresh(state))?.state).to.include({ serialNumber: "X", displayName: "Y" });
    });

    it("shows no name that could take hold of a terminal, nor one without end", async () => {
        const state = await made();
        const resourceAccount = { userPrincipalName: room };
        const names = { serialNumber: "\u001b[2J", displayName: "x".repeat(5_000) };
        bench.emulator.putState({ devices: { [deviceId]: { ...names, resourceAccount } } });
        const seen = (await refresh(state))?.state ?? {};
        expect(seen.serialNumber).to.equal("\uFFFD[2J");
        expect(seen.displayName).to.have.length(256);
    });

    it("answers that the binding is gone where nothing is bound any more", async () => {
        const state = await made();
        rebind(null);
        expect(await refresh(state)).to.equal(undefined);
    });

    it("answers that the binding is gone where the device is", async () => {
        const state = await made();
        bench.emulator.putState({ devices: {} });
        expect(await refresh(state)).to.equal(undefined);
    });

    it("cannot miss what never showed", async () => {
        bench.options({ accountVisible: false });
        const state = await made();
        rebind(null);
        expect((await refresh(state))?.state).to.deep.equal(state);
    });

    it("judges by the properties alone in which the account was seen", async () => {
        bench.options({ visibleIn: ["resourceName"] });
        const state = await made();
        bench.emulator.putState({
            devices: {
                [deviceId]: {
                    resourceAccount: { userPrincipalName: room },
                    userBinding: { userPrincipalName: "alice@contoso.com", addressableUserName: "Alice" },
                },
            },
        });
        expect((await refresh(state))?.state.userPrincipalName).to.equal(room);
    });

    it("puts another's account into inputs and state, so that the next up binds ours again", async () => {
        const state = await made();
        rebind({ userPrincipalName: otherRoom });
        const observed = await refresh(state);
        expect(observed?.inputs.userPrincipalName).to.equal(otherRoom);
        expect(observed?.state).to.include({ userPrincipalName: otherRoom, drifted: true });
        const inputs = bench.binding(room);
        expect(diff(planContext(), observed?.state ?? {}, inputs).changes).to.equal(true);
        const run = bench.run();
        diff(run.context, observed?.state ?? {}, inputs);
        const after = await update(run.context, observed?.state ?? {}, inputs);
        expect(bench.account()).to.equal(room);
        expect(after).not.to.have.property("drifted");
    });

    it("is not deceived by another account that greets alike", async () => {
        const state = await made({ addressableUserName: "Boardroom" });
        rebind({ userPrincipalName: otherRoom, addressableUserName: "Boardroom" });
        expect((await refresh(state))?.state).to.include({ userPrincipalName: otherRoom, drifted: true });
    });

    it("leaves another's account alone on destroy after refresh found it", async () => {
        const state = await made();
        rebind({ userPrincipalName: otherRoom });
        const observed = await refresh(state);
        await remove(bench.run().context, observed?.state ?? {});
        expect(bench.account()).to.equal(otherRoom);
    });

    it("finds its own account back after a drift", async () => {
        const state = await made();
        rebind({ userPrincipalName: otherRoom });
        const drifted = await refresh(state);
        rebind({ userPrincipalName: room });
        const back = await refresh(drifted?.state ?? {});
        expect(back?.inputs.userPrincipalName).to.equal(room);
        const posts = bench.count(/POST/);
        const after = await update(bench.run().context, back?.state ?? {}, bench.binding(room));
        expect(after).to.include({ userPrincipalName: room }).and.not.have.property("drifted");
        expect(bench.count(/POST/)).to.equal(posts);
    });

    it("accepts another's account where the program comes to declare it", async () => {
        const state = await made();
        rebind({ userPrincipalName: otherRoom });
        const drifted = await refresh(state);
        const posts = bench.count(/POST/);
        await update(bench.run().context, drifted?.state ?? {}, bench.binding(otherRoom));
        expect(bench.count(/POST/)).to.equal(posts);
    });

    for (const wrapEntity of [true, false]) {
        it(`reads an entity that is ${wrapEntity ? "wrapped" : "plain"}`, async () => {
            bench.options({ wrapEntity });
            const state = await made();
            expect((await refresh(state))?.state).to.deep.equal(state);
        });
    }

    it("reads a state that an older version stored", async () => {
        const { cloud, existing, logicalName, observedIn, ...older } = await made();
        const observed = await refresh(older);
        expect(observed?.state).to.deep.include({ cloud, existing, observedIn });
        expect(logicalName).to.equal("room-12");
    });

    it("fails, rather than say gone, where the service cannot be asked", async () => {
        const state = await made({ timeouts: { read: "10s" } });
        bench.faults({ match: { path: "/beta/" }, times: 9_999, action: { status: 503 } });
        await errorOf(refresh(state), DeadlineError);
    });

    const pending = { verb: "assign", since: "2026-01-01T00:00:00Z" };
    it("does not say gone while work is unsettled, whatever the device shows", async () => {
        const state: Properties = { ...(await made()), pending };
        rebind(null);
        expect((await refresh(state))?.state).to.deep.include({ pending });
        bench.emulator.putState({ devices: {} });
        expect((await refresh(state))?.state).to.deep.include({ pending });
    });
});
