import { expect } from "chai";
import { deviceId, devices, room } from "../support/fixtures";
import { scenario } from "../support/scenario";

const stranger = "stranger@contoso.com";
const planOf = (first: number, second: number) => ({
    plan: {
        members: [],
        rooms: [first, second].map((device, index) => ({
            deviceId: deviceId(device),
            userPrincipalName: room(index + 1),
        })),
    },
});

scenario("no room keeps a wrong account where a move has failed midway and the program is taken back", __dirname, {
    seed: { devices: { ...devices(3), [deviceId(3)]: { resourceAccount: { userPrincipalName: stranger } } } },
    config: planOf(1, 2),
    async steps(scene) {
        await scene.up({ create: 2 }, ["bind", "bind"]);

        await scene.set(planOf(2, 3));
        const unbound = `${room(2)} was unbound from Autopilot device ${deviceId(2)} in this run`;
        await scene.fail("up", [stranger, unbound], ["unbind", "bind"]);
        expect(scene.bound(deviceId(2))).to.equal(room(1));

        await scene.set(planOf(1, 2));
        await scene.fail("up", [`still has ${room(1)}`, "pulumi refresh"]);
        const refreshed = await scene.run("refresh");
        expect(refreshed.ok, refreshed.output).to.equal(true);
        const repaired = await scene.run("up");
        expect(repaired.ok, repaired.output).to.equal(true);
        expect([1, 2, 3].map((number) => scene.bound(deviceId(number)))).to.deep.equal([room(1), room(2), stranger]);
        await scene.up({});
    },
});
