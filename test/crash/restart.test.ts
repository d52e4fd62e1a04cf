import path from "node:path";
import { expect } from "chai";
import { type Emulator, startEmulator } from "#emulator/index";
import type { Engine } from "../engine/engine";
import { engineNames, engineTitles, findEngine } from "../scenarios/support/enginesUnderTest";
import { deviceId, devices, emailApp, members, room } from "../scenarios/support/fixtures";
import { accountsOf, boundTo, type Held, heldIn } from "../scenarios/support/held";
import { Scene } from "../scenarios/support/scene";
import { until } from "./until";

/** What the services know when they are back, besides their secrets; never jobs or tokens. */
const knowledge: Readonly<Record<string, (scene: Scene) => Held>> = {
    "with what they held, without their jobs": (scene) => scene.held(),
    "as they were at first": (scene) => scene.left,
};

/** Stops the services while a job is followed, and starts new ones at the same address. */
async function restartDuringJob(scene: Scene, heldAfter: (scene: Scene) => Held): Promise<Emulator> {
    const { emulator } = scene;
    emulator.setOptions({ jobDurationMs: 600_000 });
    const running = await scene.stack.start("up");
    await until("a job is followed", () => emulator.state().requests.some(({ path: at }) => at.includes("/jobs/")));
    await until("the device is seen to be bound", () => {
        const about = emulator.state().requests.filter(({ path: at }) => at.includes("/windowsAutopilotDevice"));
        const { method, status } = about.at(-1) ?? {};
        return scene.bound(deviceId(1)) !== null && method === "GET" && status === 200;
    });
    const held = heldAfter(scene);
    const { identityHeader, languageKey, url } = emulator;
    await emulator.close();
    const restarted = await startEmulator({ identityHeader, languageKey, port: Number(new URL(url).port) });
    restarted.putState(held);
    await running.done;
    return restarted;
}

async function surviveRestart(engine: Engine, heldAfter: (scene: Scene) => Held): Promise<void> {
    const scene = await Scene.start(engine, {
        program: path.join(__dirname, "program"),
        seed: { projects: { [emailApp]: { resources: members("Stranger") } }, devices: devices(2) },
        config: {
            resources: members("LangWeu", "LangNeu"),
            deviceId: deviceId(1),
            account: room(1),
            // What a forgotten job did is looked for as long as there is time, for minutes.
            timeouts: { create: "20s" },
        },
    });
    let restarted: Emulator | undefined;
    try {
        restarted = await restartDuringJob(scene, heldAfter);
        const { ok, output } = await scene.stack.up({ refresh: true });
        expect(ok, output).to.equal(true);
        const held = heldIn(restarted.state());
        expect(accountsOf(held, emailApp)).to.deep.equal(["LangNeu", "LangWeu", "Stranger"]);
        expect(boundTo(held, deviceId(1))).to.equal(room(1));
        const destroyed = await scene.stack.destroy();
        expect(destroyed.ok, destroyed.output).to.equal(true);
        expect(heldIn(restarted.state())).to.deep.equal(scene.left);
    } finally {
        await restarted?.close();
        await scene.close();
    }
}

describe("services that are restarted while an up follows a job", () => {
    for (const name of engineNames()) {
        describe(engineTitles[name], () => {
            for (const [what, heldAfter] of Object.entries(knowledge)) {
                it(`${what}: the next up with a refresh reaches what is declared`, async function () {
                    const engine = await findEngine(name);
                    if (!engine) {
                        this.skip();
                    }
                    await surviveRestart(engine, heldAfter);
                }).timeout(600_000);
            }
        });
    }
});
