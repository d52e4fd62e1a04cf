import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { deviceId, devices, emailApp, member, room } from "../scenarios/support/fixtures";
import type { Scene } from "../scenarios/support/scene";
import { example } from "./support/example";

const header = "room,serialNumber,userPrincipalName,displayName";

describe("the examples of devices", () => {
    example("device-binding", {
        title: "finds its device by the serial number",
        seed: { devices: devices(2) },
        config: {
            rooms: [{ name: "room-2", serialNumber: "SN-0002", userPrincipalName: room(2), displayName: "Room 2" }],
        },
        async steps(scene) {
            const created = await scene.up({ create: 1 }, ["bind"]);
            expect(created.outputs).to.deep.equal({ accounts: [`SN-0002: ${room(2)}`] });
            expect(scene.bound(deviceId(2))).to.equal(room(2));
            return created;
        },
    });

    example("devices-from-csv", {
        title: "does what its file says, and refuses one that makes no sense",
        seed: { devices: devices(3) },
        config: { file: "office.csv" },
        async steps(scene) {
            save(scene, `room-1,SN-0001,${room(1)},"Room 1, left"`, `room-2,SN-0002,${room(2)},Room 2`);
            const created = await scene.up({ create: 2 }, ["bind", "bind"]);
            expect(created.outputs).to.deep.equal({ rooms: 2 });
            expect(scene.held().devices[deviceId(1)]?.resourceAccount).to.deep.equal({
                userPrincipalName: room(1),
                addressableUserName: "Room 1, left",
            });

            save(scene, `room-1,SN-0001,${room(1)},`, `room-2,SN-0001,${room(2)},Room 2`);
            await scene.fail("preview", [
                "office.csv cannot be used:",
                "room 1 has no displayName",
                "room 2 repeats the serialNumber SN-0001",
            ]);

            // The first room has a new name, the second a new device.
            save(scene, `room-one,SN-0001,${room(1)},"Room 1, left"`, `room-2,SN-0003,${room(2)},Room 2`);
            const moved = await scene.up({ create: 1, replace: 1, delete: 1 }, ["bind", "unbind"]);
            expect([1, 2, 3].map((number) => scene.bound(deviceId(number)))).to.deep.equal([room(1), null, room(2)]);
            return moved;
        },
    });

    example("room-assistant", {
        title: "binds the room after the assignment, and undoes both",
        seed: { projects: { [emailApp]: {} }, devices: devices(1) },
        config: {
            projectName: "EmailApp",
            resource: member("LangWeu"),
            deviceId: deviceId(1),
            userPrincipalName: room(1),
        },
        async steps(scene) {
            const created = await scene.up({ create: 2 }, ["assign", "bind"]);
            expect(created.posts).to.deep.equal(["assign", "bind"]);
            expect(created.outputs).to.deep.equal({ regions: ["westeurope"], device: "SN-0001" });
            return created;
        },
    });
});

/** Writes the file as Excel does: with a byte order mark, and lines that end in CR LF. */
function save(scene: Scene, ...lines: string[]): void {
    writeFileSync(join(scene.stack.projectFolder, "office.csv"), `\uFEFF${[header, ...lines, ""].join("\r\n")}`);
}
