import { expect } from "chai";
import { deviceId, devices } from "../support/fixtures";
import { scenario } from "../support/scenario";
import type { Scene } from "../support/scene";

scenario("what a program does wrong is a sentence, not a stack", __dirname, {
    seed: { devices: devices(1) },
    config: { serialNumber: "SN-0001" },
    async steps(scene) {
        await scene.set({ opts: { import: deviceId(1) } });
        await refuse(scene, /"room-1": the resource option import does not work .* existing: "adopt"/);
        await scene.set({ opts: { customTimeouts: { create: "1h" } } });
        await refuse(scene, /"room-1": the resource option customTimeouts has no effect .* input timeouts/);
        await scene.set({ opts: {}, serialNumber: "SN-0002" });
        await refuse(scene, /No Autopilot device has the serial number "SN-0002"\. No serial number contains it/);
        await scene.set({ serialNumber: "SN-0001" });
        await scene.up({ create: 1 }, ["bind"]);
    },
});

async function refuse(scene: Scene, says: RegExp): Promise<void> {
    const { output } = await scene.fail("preview", [says]);
    expect(output).not.to.match(/^\s+at .*:\d+:\d+\)?$|unhandled exception|\\u001b\[|\[Function|statusCode/m);
}
