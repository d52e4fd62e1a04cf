import { expect } from "chai";
import { deviceId, devices, room } from "../support/fixtures";
import { scenario } from "../support/scenario";

function binding(name: string, account: number, more: Record<string, unknown> = {}) {
    return { room: { name, deviceId: deviceId(1), userPrincipalName: room(account), ...more } };
}

scenario('existing: "keep" leaves an account to whom it belongs', __dirname, {
    seed: { devices: { [deviceId(1)]: { resourceAccount: { userPrincipalName: room(1) } } } },
    config: binding("a", 1, { existing: "keep" }),
    async steps(scene) {
        const created = await scene.up({ create: 1 });
        expect(created.output).to.include('"a" keeps it and does not own it');
        await scene.refresh({});
        await scene.set(binding("a", 2, { existing: "keep" }));
        await scene.fail("up", [`the device shows another account or user, ${room(1)}`]);
        await scene.destroy({ delete: 1 });
        expect(scene.bound(deviceId(1))).to.equal(room(1));

        await scene.set(binding("a", 1, { existing: "keep" }));
        await scene.up({ create: 1 });
        await scene.set(binding("a", 1));
        const adopted = await scene.up({ update: 1 });
        expect(adopted.output).to.include('now belongs to "a"');
        Object.assign(scene.left.devices[deviceId(1)] ?? {}, { resourceAccount: null });
    },
});

scenario("a device changes its account and the name of its binding", __dirname, {
    seed: { devices: devices(1) },
    config: binding("room-12", 1),
    async steps(scene) {
        await scene.up({ create: 1 }, ["bind"]);
        // Pulumi tells the provider nothing of what is no longer in the program.
        await scene.set(binding("boardroom", 2));
        await scene.fail("up", ["give it as an alias", "with an up of its own", 'set existing to "replace"']);
        expect(scene.bound(deviceId(1))).to.equal(room(1));
        await scene.set(binding("boardroom", 2, { aliases: ["room-12"] }));
        await scene.up({ update: 1 }, ["unbind", "bind"]);
        expect(await scene.storedNames()).to.deep.equal(["boardroom"]);

        await scene.set(binding("hall", 3, { existing: "replace" }));
        const replaced = await scene.up({ create: 1, delete: 1 }, ["unbind", "bind"]);
        expect(replaced.output).to.include('"hall" declares it');
        expect(scene.bound(deviceId(1))).to.equal(room(3));
    },
});
