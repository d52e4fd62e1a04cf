import { expect } from "chai";
import { deviceId, devices, emailApp, members, room } from "../support/fixtures";
import { scenario } from "../support/scenario";

scenario("protect and retainOnDelete keep what is there", __dirname, {
    seed: { projects: { [emailApp]: {} }, devices: devices(1) },
    config: { declared: ["email", "room-1"], protect: true, resources: members("LangWeu"), deviceId: deviceId(1) },
    async steps(scene) {
        await scene.up({ create: 2 }, ["assign", "bind"]);

        await scene.set({ declared: ["room-1"] });
        await scene.fail("up", [/protect/]);
        expect(await scene.storedNames()).to.deep.equal(["email", "room-1"]);

        await scene.set({ declared: ["email"], protect: false });
        const dropped = await scene.up({ delete: 1 });
        expect(dropped.requests).to.deep.equal([]);
        expect(await scene.storedNames()).to.deep.equal(["email"]);
        expect(scene.bound(deviceId(1))).to.equal(room(1));
        Object.assign(scene.left.devices[deviceId(1)] ?? {}, { resourceAccount: { userPrincipalName: room(1) } });
    },
});
