import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import type { Engine, RunningOperation } from "../engine/engine";
import { engineNames, engineTitles, findEngine } from "../scenarios/support/enginesUnderTest";
import { deviceId, devices, emailApp, members, room } from "../scenarios/support/fixtures";
import { Scene } from "../scenarios/support/scene";
import { type Moment, moments, type Verb } from "./moments";
import { isAlive, processesBelow, type Victim } from "./processes";

const hasProcesses = process.platform === "linux";
const timeoutInMs = 120_000;

/** Who dies at a moment. Pulumi's own engine takes seconds for each run: there the provider and the program die only at the longest. */
function victimsOf(engine: Engine["name"], moment: Moment): readonly Victim[] {
    const isLongest = moment.name.includes("polls");
    const other: readonly Victim[] = isLongest ? ["provider", "program"] : ["provider"];
    return engine === "test" || isLongest ? ["engine", ...other] : ["engine"];
}

let crashes = 0;

describe("crashes", () => {
    after(() => {
        console.log(`      crashes tried and converged from: ${crashes}`);
    });
    for (const name of engineNames()) {
        describe(engineTitles[name], () => {
            for (const verb of ["create", "update", "delete"] as const) {
                for (const moment of moments.filter(({ verbs }) => verbs.includes(verb))) {
                    for (const victim of victimsOf(name, moment)) {
                        it(`${verb}: converges when the ${victim} is killed ${moment.name}`, async function () {
                            const engine = await findEngine(name);
                            if (!engine || !hasProcesses) {
                                this.skip();
                            }
                            await crash(engine, verb, moment, victim);
                            crashes += 1;
                        }).timeout(timeoutInMs);
                    }
                }
            }
        });
    }
});

async function crash(engine: Engine, verb: Verb, moment: Moment, victim: Victim): Promise<void> {
    const scene = await Scene.start(engine, {
        program: path.join(__dirname, "program"),
        seed: { projects: { [emailApp]: { resources: members("Stranger") } }, devices: devices(2) },
        config: { resources: members("LangWeu", "LangNeu"), deviceId: deviceId(1), account: room(1) },
    });
    try {
        await arrange(scene, verb);
        await dieAt(scene, verb, moment, victim);
        await recover(scene, verb);
        await scene.end();
        expect(scene.accounts(emailApp), "what was never ours").to.deep.equal(["Stranger"]);
    } catch (error) {
        throw Object.assign(error as Error, { message: `${(error as Error).message}\n${scene.last?.output ?? ""}` });
    } finally {
        await scene.close();
    }
}

async function arrange(scene: Scene, verb: Verb): Promise<void> {
    if (verb === "create") {
        return;
    }
    await scene.up({ create: 2 }, "any");
    if (verb === "update") {
        await scene.set({ resources: members("LangWeu", "LangEus"), account: room(2) });
    }
}

async function dieAt(scene: Scene, verb: Verb, moment: Moment, victim: Victim): Promise<void> {
    const { emulator, stack } = scene;
    const before = emulator.state().requests.length;
    moment.hold(emulator);
    const operation = await stack.start(verb === "delete" ? "destroy" : "up");
    await until("the moment comes", () =>
        emulator
            .state()
            .requests.slice(before)
            .some((request) => moment.shows(request, emulator)),
    );
    const providers = processesBelow(operation.pid, "provider");
    await kill(operation, victim);
    await operation.done;
    if (victim === "engine") {
        await expectSilence(scene, providers);
    }
    emulator.setFaults([]);
    emulator.setOptions({ jobDurationMs: 0 });
    await until("the services are at rest", () => atRest(scene));
}

async function kill(operation: RunningOperation, victim: Victim): Promise<void> {
    if (victim === "engine") {
        return operation.kill();
    }
    const pids = processesBelow(operation.pid, victim);
    expect(pids, `processes of the ${victim}`).to.not.be.empty;
    for (const pid of pids) {
        process.kill(pid, "SIGKILL");
    }
}

/** A provider whose engine is gone sends nothing more, and ends. */
async function expectSilence({ emulator }: Scene, providers: readonly number[]): Promise<void> {
    await until("the provider ends", () => !providers.some(isAlive));
    const sent = emulator.state().requests.length;
    await sleep(150);
    expect(emulator.state().requests.length, "requests after the engine was gone").to.equal(sent);
}

/** No request is held back any more, and every job has ended. */
function atRest({ emulator }: Scene): boolean {
    const { jobs, requests } = emulator.state();
    return (
        jobs.every(({ status }) => status === "succeeded") &&
        requests.every(({ status, at }) => status !== 0 || Date.now() - at > 2_600)
    );
}

async function recover(scene: Scene, verb: Verb): Promise<void> {
    const assignedAlready = new Set(scene.accounts(emailApp));
    if (verb === "delete") {
        const ran = await scene.run("destroy");
        expect(ran.ok, "destroy after the crash succeeds").to.equal(true);
        expect(scene.accounts(emailApp)).to.deep.equal(["Stranger"]);
        expect(scene.bound(deviceId(1))).to.equal(null);
    }
    const ran = await scene.run("up");
    const wanted = verb === "update" ? ["LangEus", "LangWeu", "Stranger"] : ["LangNeu", "LangWeu", "Stranger"];
    expect(ran.ok, "up after the crash succeeds").to.equal(true);
    expect(scene.accounts(emailApp)).to.deep.equal(wanted);
    expect(scene.bound(deviceId(1))).to.equal(verb === "update" ? room(2) : room(1));
    if (verb !== "delete" && wanted.every((account) => assignedAlready.has(account))) {
        expect(
            ran.posts.filter((post) => post === "assign"),
            "assigns of what was assigned",
        ).to.deep.equal([]);
    }
}

async function until(what: string, isSo: () => boolean): Promise<void> {
    const deadline = Date.now() + 30_000;
    while (!isSo()) {
        expect(Date.now(), `still waiting until ${what}`).to.be.lessThan(deadline);
        await sleep(20);
    }
}
