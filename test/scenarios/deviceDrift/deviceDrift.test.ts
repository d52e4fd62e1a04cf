import { expect } from "chai";
import { deviceId, devices, room } from "../support/fixtures";
import { scenario } from "../support/scenario";
import { warningsIn } from "../support/warningsIn";

const rooms = Object.fromEntries(
    [1, 2, 3].map((number) => [`room-${number}`, { deviceId: deviceId(number), userPrincipalName: room(number) }]),
);

scenario("devices change outside: refresh tells, the next up heals", __dirname, {
    frontEnds: ["dynamic", "plugin"],
    seed: { devices: devices(3) },
    config: { rooms },
    async steps(scene) {
        await scene.up({ create: 3 }, ["bind", "bind", "bind"]);

        scene.outside((held) => {
            Object.assign(held.devices[deviceId(1)] ?? {}, {
                resourceAccount: { userPrincipalName: "guest@contoso.com" },
            });
            Object.assign(held.devices[deviceId(2)] ?? {}, { resourceAccount: null });
            delete held.devices[deviceId(3)];
        });
        delete scene.left.devices[deviceId(3)];
        const warnings = warningsIn(await scene.refresh({ update: 1, delete: 2 }));
        expect(warnings.find((warning) => warning.includes('"room-2"'))).to.match(
            /^Refresh takes "room-2" for gone .* where room2@contoso\.com was seen, shows? no account\./,
        );
        expect(warnings.find((warning) => warning.includes('"room-3"'))).to.match(
            /^Refresh takes "room-3" for gone .* was looked for at http:\S+, signed in as .+; the answer was, twice, 404 .*\(request /,
        );
        expect(warnings).to.have.length(2);
        expect((await scene.stored("room-1"))?.outputs.userPrincipalName).to.equal("guest@contoso.com");
        expect(await scene.storedNames()).to.deep.equal(["room-1"]);

        const { "room-3": gone, ...there } = rooms;
        await scene.set({ rooms: there });
        await scene.up({ update: 1, create: 1 }, ["unbind", "bind", "bind"]);
        expect([1, 2].map((number) => scene.bound(deviceId(number)))).to.deep.equal([room(1), room(2)]);

        await scene.set({ rooms: { ...there, "room-3": gone } });
        await scene.fail("up", [
            `Reading Autopilot device ${deviceId(3)} failed: 404`,
            "Check the deviceId: it is the id of the windowsAutopilotDeviceIdentity",
        ]);
        expect(await scene.storedNames()).to.deep.equal(["room-1", "room-2"]);
        await scene.set({ rooms: there });
    },
});
