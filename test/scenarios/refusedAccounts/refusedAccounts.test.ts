import { expect } from "chai";
import type { Fault } from "#emulator/index";
import { secret } from "../support/createStack";
import { deviceId, devices, room } from "../support/fixtures";
import { scenario } from "../support/scenario";
import type { Scene } from "../support/scene";

/** What Intune says to much, and by which nothing can be told. */
const generic = {
    error: { code: "BadRequest", message: JSON.stringify({ _version: 3, Message: "An error has occurred - 0f1e" }) },
};

function refuse(number: number, times: number): Fault {
    const path = `${deviceId(number)}/assignResourceAccountToDevice`;
    return { match: { path }, times, action: { status: 400, body: generic } };
}

function bind(device: number, account: number, more: Record<string, unknown> = {}) {
    return { deviceId: deviceId(device), userPrincipalName: room(account), ...more };
}

function bound(scene: Scene): (string | null)[] {
    return [1, 2].map((number) => scene.bound(deviceId(number)));
}

const seed = { devices: devices(2) };

scenario("a refused change of an account leaves the old one", __dirname, {
    seed,
    config: { rooms: { a: bind(1, 1, { addressableUserName: "Room 1" }) } },
    async steps(scene) {
        await scene.up({ create: 1 }, ["bind"]);
        await scene.set({ rooms: { a: bind(1, 3) } });
        const previewed = await scene.preview({ update: 1 });
        expect(previewed.output).to.include(
            `"a" unbinds ${room(1)} from Autopilot device ${deviceId(1)} and binds ${room(3)}`,
        );

        scene.faults(refuse(1, 1));
        await scene.fail(
            "up",
            [
                "failed: 400 BadRequest: An error has occurred - 0f1e",
                `${room(1)} had been unbound for it and is bound again`,
            ],
            ["unbind", "bind", "bind"],
        );
        const { resourceAccount } = scene.emulator.state().devices[deviceId(1)] ?? {};
        expect(resourceAccount).to.deep.equal({ userPrincipalName: room(1), addressableUserName: "Room 1" });

        // The old state holds: the old program has nothing to do, and the new one has it all.
        await scene.set({ rooms: { a: bind(1, 1, { addressableUserName: "Room 1" }) } });
        await scene.up({});
        await scene.set({ rooms: { a: bind(1, 3) } });
        await scene.up({ update: 1 }, ["unbind", "bind"]);

        // Where the restoring is refused too, the state is unsettled, and the next run goes on.
        await scene.set({ rooms: { a: bind(1, 2) } });
        scene.faults(refuse(1, 2));
        await scene.fail(
            "up",
            [`${room(3)} had been unbound for it, and could not be bound again`],
            ["unbind", "bind", "bind"],
        );
        expect((await scene.stored("a"))?.outputs)
            .to.include({ userPrincipalName: room(3) })
            .and.have.property("pending");
        await scene.up({ update: 1 }, "any");
        expect(bound(scene)).to.deep.equal([room(2), null]);
    },
});

scenario("a refused account leaves the old one, where the address changes with it", __dirname, {
    seed,
    config: { rooms: { a: bind(1, 1, { addressableUserName: "Room 1" }) } },
    async steps(scene) {
        await scene.up({ create: 1 }, ["bind"]);
        const graphEndpoint = scene.emulator.url.replace("127.0.0.1", "localhost");
        await scene.set({ rooms: { a: bind(1, 3, { graphEndpoint }) } });
        scene.faults(refuse(1, 1));
        await scene.fail("up", [`${room(1)} had been unbound for it and is bound again`], ["unbind", "bind", "bind"]);
        expect(bound(scene)).to.deep.equal([room(1), null]);
        expect((await scene.stored("a"))?.outputs).to.include({ userPrincipalName: room(1), graphEndpoint });
        await scene.up({ update: 1 }, ["unbind", "bind"]);
        expect(bound(scene)).to.deep.equal([room(3), null]);
    },
});

scenario("a refused change of an account leaves the old one, in a tenant that hides accounts", __dirname, {
    seed,
    options: { accountVisible: false },
    config: { rooms: { a: bind(1, 1) } },
    async steps(scene) {
        await scene.up({ create: 1 }, ["bind"]);
        await scene.set({ rooms: { a: bind(1, 3) } });
        scene.faults(refuse(1, 1));
        await scene.fail("up", ["Graph has confirmed that it is bound again"], ["unbind", "bind", "bind"]);
        expect(bound(scene)).to.deep.equal([room(1), null]);
        await scene.up({ update: 1 }, "any");
        expect(bound(scene)).to.deep.equal([room(3), null]);
    },
});

scenario('a refused account leaves the one that existing: "replace" displaced', __dirname, {
    seed: {
        devices: { ...devices(2), [deviceId(2)]: { resourceAccount: { userPrincipalName: "kept@contoso.com" } } },
    },
    config: { rooms: { a: bind(2, 1, { existing: "replace" }) } },
    async steps(scene) {
        scene.faults(refuse(2, 1));
        await scene.fail(
            "up",
            ["kept@contoso.com had been unbound for it and is bound again"],
            ["unbind", "bind", "bind"],
        );
        expect(bound(scene)).to.deep.equal([null, "kept@contoso.com"]);
        expect(await scene.storedNames()).to.deep.equal([]);
        await scene.up({ create: 1 }, ["unbind", "bind"]);
        Object.assign(scene.left.devices[deviceId(2)] ?? {}, { resourceAccount: null });
    },
});

scenario("of two devices that swap their accounts, the refused one is bound once the other is free of it", __dirname, {
    seed,
    parallel: 10,
    config: { rooms: { a: bind(1, 1), b: bind(2, 2) } },
    async steps(scene) {
        await scene.up({ create: 2 }, ["bind", "bind"]);
        await scene.set({ rooms: { a: bind(1, 2), b: bind(2, 1) } });
        scene.faults(refuse(1, 1));
        const swapped = await scene.up({ update: 2 }, ["unbind", "unbind", "bind", "bind", "bind"]);
        expect(swapped.output).to.include(`"a" binds ${room(2)} to Autopilot device ${deviceId(1)} once more`);
        expect(bound(scene)).to.deep.equal([room(2), room(1)]);

        // Refused for good, it has its own again, and the other one is no worse for it.
        await scene.set({ rooms: { a: bind(1, 1), b: bind(2, 2) } });
        scene.faults(refuse(1, 2));
        await scene.fail("up", [`${room(2)} had been unbound for it and is bound again`], "any");
        expect(bound(scene)[0]).to.equal(room(2));
        await scene.run("up");
        expect(bound(scene)).to.deep.equal([room(1), room(2)]);
    },
});

scenario("a refused change of a secret account leaves the old one, and tells neither", __dirname, {
    seed,
    config: { rooms: { "secret-room": bind(1, 1) }, account: secret("hush-one@contoso.com") },
    async steps(scene) {
        await scene.up({ create: 1 }, ["bind"]);
        await scene.set({ account: secret("hush-two@contoso.com") });
        const previewed = await scene.preview({ update: 1 });
        expect(previewed.output).to.include('"secret-room" unbinds [secret] from Autopilot device');
        scene.faults(refuse(1, 1));
        const failed = await scene.fail(
            "up",
            ["[secret] had been unbound for it and is bound again"],
            ["unbind", "bind", "bind"],
        );
        expect(failed.output).not.to.include("hush");
        expect(bound(scene)).to.deep.equal(["hush-one@contoso.com", null]);
        await scene.up({ update: 1 }, ["unbind", "bind"]);
        expect(bound(scene)).to.deep.equal(["hush-two@contoso.com", null]);
    },
});
