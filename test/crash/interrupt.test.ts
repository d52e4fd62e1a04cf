import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import type { Operation, RunResult } from "../engine/engine";
import { engineNames, engineTitles, findEngine } from "../scenarios/support/enginesUnderTest";
import { deviceId, devices, emailApp, members, room } from "../scenarios/support/fixtures";
import { Scene } from "../scenarios/support/scene";
import { postsIn } from "../scenarios/support/sent";
import { signalAsTerminal } from "./processes";
import { until } from "./until";

const jobInMs = 600_000;

/** Signals an operation once it follows a job, and waits for its end: much sooner than the job's. */
type Stop = (pid: number) => void | Promise<void>;

const once: Stop = (pid) => signalAsTerminal(pid, "SIGINT");
const terminate: Stop = (pid) => {
    process.kill(pid, "SIGTERM");
};
const twice: Stop = async (pid) => {
    await once(pid);
    await sleep(150);
    await once(pid);
};

async function stopDuringJob(scene: Scene, operation: Operation, stop: Stop): Promise<RunResult> {
    const before = scene.emulator.state().requests.length;
    scene.emulator.setOptions({ jobDurationMs: jobInMs });
    const running = await scene.stack.start(operation);
    const isFollowed = () =>
        scene.emulator
            .state()
            .requests.slice(before)
            .some(({ path: at }) => at.includes("/jobs/"));
    await until("a job is followed", isFollowed);
    await stop(running.pid);
    const result = await running.done;
    expect(result.ok, result.output).to.equal(false);
    return result;
}

/** Ten minutes pass at the services; later jobs are quick. */
function letJobEnd(scene: Scene): void {
    scene.emulator.setOptions({ clockOffsetMs: jobInMs, jobDurationMs: 0 });
}

async function pendingOf(scene: Scene): Promise<unknown> {
    return (await scene.stored("email"))?.outputs.pending;
}

/** Runs `up` after the interruption: it reaches what is declared, and sends only these. */
async function goOn(scene: Scene, accounts: readonly string[], posts: readonly string[]): Promise<void> {
    const ran = await scene.run("up");
    expect(ran.ok, ran.output).to.equal(true);
    expect(ran.posts, "what is sent to go on").to.deep.equal(posts);
    expect(scene.accounts(emailApp)).to.deep.equal(accounts);
    expect(await pendingOf(scene)).to.equal(undefined);
}

const tests: Readonly<Record<string, (scene: Scene) => Promise<void>>> = {
    async "Ctrl-C during a create's job returns at once, and the next up goes on with that job"(scene) {
        const { output } = await stopDuringJob(scene, "up", once);
        expect(output).to.match(/had not ended when Pulumi was asked to stop/);
        expect(await pendingOf(scene)).to.include({ verb: "assign", jobId: scene.emulator.state().jobs[0]?.jobId });
        letJobEnd(scene);
        await goOn(scene, ["LangNeu", "LangWeu", "Stranger"], []);
    },
    async "SIGTERM during a create's job does the same"(scene) {
        await stopDuringJob(scene, "up", terminate);
        expect(await pendingOf(scene)).to.include({ verb: "assign", jobId: scene.emulator.state().jobs[0]?.jobId });
        letJobEnd(scene);
        await goOn(scene, ["LangNeu", "LangWeu", "Stranger"], []);
    },
    async "Ctrl-C twice leaves nothing but what the engine noted, and the next up adopts what the job brought"(scene) {
        await stopDuringJob(scene, "up", twice);
        letJobEnd(scene);
        const ran = await scene.run("up");
        expect(ran.ok, ran.output).to.equal(true);
        // Whether the binding was ready before the second one is a matter of milliseconds.
        expect(ran.posts).to.not.include("assign");
        expect(scene.accounts(emailApp)).to.deep.equal(["LangNeu", "LangWeu", "Stranger"]);
    },
    async "Ctrl-C during an update's job keeps what is under way, and begins no further job"(scene) {
        await scene.up({ create: 2 }, "any");
        await scene.set({ resources: members("LangWeu", "LangEus") });
        const before = scene.emulator.state().requests.length;
        await stopDuringJob(scene, "up", once);
        expect(postsIn(scene.emulator.state().requests.slice(before))).to.deep.equal(["assign"]);
        expect(await pendingOf(scene)).to.deep.include({ verb: "assign" });
        letJobEnd(scene);
        await goOn(scene, ["LangEus", "LangWeu", "Stranger"], ["unassign"]);
    },
    async "Ctrl-C during a delete's job leaves the resource to the next destroy, which finds the work done"(scene) {
        await scene.up({ create: 2 }, "any");
        await stopDuringJob(scene, "destroy", once);
        expect(await scene.storedNames()).to.deep.equal(["email"]);
        letJobEnd(scene);
        const ran = await scene.run("destroy");
        expect(ran.ok, ran.output).to.equal(true);
        expect(ran.posts).to.deep.equal([]);
        expect(scene.held()).to.deep.equal(scene.left);
        await scene.up({ create: 2 }, "any");
    },
    async "a resource that fails interrupts no job of another"(scene) {
        const refused = { error: { code: "BadRequest", message: "No." } };
        scene.faults({ match: { path: "assignResourceAccount" }, times: 1, action: { status: 400, body: refused } });
        scene.emulator.setOptions({ jobDurationMs: 2_000 });
        const ran = await scene.run("up");
        expect(ran.ok).to.equal(false);
        expect(ran.output).to.include("400 BadRequest: No.");
        expect(await scene.storedNames()).to.deep.equal(["email"]);
        expect(await pendingOf(scene)).to.equal(undefined);
        scene.emulator.setOptions({ jobDurationMs: 0 });
        await goOn(scene, ["LangNeu", "LangWeu", "Stranger"], ["bind"]);
    },
};

describe("operations that are asked to stop", () => {
    for (const name of engineNames()) {
        describe(engineTitles[name], () => {
            for (const [title, run] of Object.entries(tests)) {
                it(title, async function () {
                    const engine = await findEngine(name);
                    if (!engine || process.platform !== "linux") {
                        this.skip();
                    }
                    const scene = await Scene.start(engine, {
                        program: path.join(__dirname, "program"),
                        seed: { projects: { [emailApp]: { resources: members("Stranger") } }, devices: devices(2) },
                        config: { resources: members("LangWeu", "LangNeu"), deviceId: deviceId(1), account: room(1) },
                    });
                    try {
                        await run(scene);
                        await scene.end();
                    } finally {
                        await scene.close();
                    }
                }).timeout(600_000);
            }
        });
    }
});
