import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import type { Engine, RunningOperation } from "../engine/engine";
import { engineNames, engineTitles, findEngine } from "../scenarios/support/enginesUnderTest";
import { deviceId, devices, emailApp, members, room } from "../scenarios/support/fixtures";
import { Scene } from "../scenarios/support/scene";
import { type Moment, moments, type Verb } from "./moments";
import { isAlive, processesBelow, type Victim } from "./processes";
import { Tally, verbs } from "./tally";
import { until } from "./until";

const hasProcesses = process.platform === "linux";
/** Some ten operations of a real CLI, on a machine that may have more to do. */
const timeoutInMs = 600_000;

/** Declares the tests of a victim: it is killed in each moment there is. */
export function describeCrashes(victim: Victim): void {
    const tally = new Tally();
    describe(`crashes of the ${victim}`, () => {
        after(() => {
            for (const line of tally.lines()) {
                console.log(`      crashes tried and converged from, ${line}`);
            }
        });
        for (const name of engineNames()) {
            describe(engineTitles[name], () => {
                for (const moment of moments) {
                    it(`converge when it is killed ${moment.name}: ${moment.verbs.join(", ")}`, async function () {
                        const engine = await findEngine(name);
                        if (!engine || !hasProcesses) {
                            this.skip();
                        }
                        for (const verb of await liveThrough(engine, moment, victim)) {
                            tally.add(engine.name, verb);
                        }
                    }).timeout(timeoutInMs);
                }
            });
        }
    });
}

/** Creates, updates and deletes a stack; each of these that has such a moment is broken off in it, and then run again. Answers which did. */
async function liveThrough(engine: Engine, moment: Moment, victim: Victim): Promise<readonly Verb[]> {
    const scene = await Scene.start(engine, {
        program: path.join(__dirname, "program"),
        seed: { projects: { [emailApp]: { resources: members("Stranger") } }, devices: devices(2) },
        config: { resources: members("LangWeu", "LangNeu"), deviceId: deviceId(1), account: room(1) },
    });
    let verb: Verb = "create";
    try {
        for (verb of verbs) {
            const isBroken = moment.verbs.includes(verb);
            await declareFor(scene, verb, victim);
            if (isBroken) {
                await dieAt(scene, verb, moment, victim);
            }
            await recover(scene, verb, victim);
        }
        return moment.verbs;
    } catch (error) {
        const { message } = error as Error;
        throw Object.assign(error as Error, { message: `${verb}: ${message}\n${scene.last?.output ?? ""}` });
    } finally {
        await scene.close();
    }
}

async function declareFor(scene: Scene, verb: Verb, victim: Victim): Promise<void> {
    if (verb === "update") {
        await scene.set({ resources: members("LangWeu", "LangEus"), account: room(2) });
    } else if (verb === "delete" && victim === "program") {
        await scene.set({ declare: false });
    }
}

/** A destroy runs no program: where that is to die, it is an up that deletes. */
function operationOf(verb: Verb, victim: Victim): "up" | "destroy" {
    return verb === "delete" && victim !== "program" ? "destroy" : "up";
}

async function dieAt(scene: Scene, verb: Verb, moment: Moment, victim: Victim): Promise<void> {
    const { emulator, stack } = scene;
    const before = emulator.state().requests.length;
    moment.hold(emulator);
    const operation = await stack.start(operationOf(verb, victim));
    await until("the moment comes", () =>
        emulator
            .state()
            .requests.slice(before)
            .some((request) => moment.shows(request, emulator, before)),
    );
    const providers = processesBelow(operation.pid, "provider");
    await kill(operation, victim);
    const { ok, output } = await operation.done;
    expect(ok, `${verb} whose ${victim} was killed succeeds:\n${output}`).to.equal(false);
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

/** Runs the operation again: it reaches what is declared, assigns nothing twice, and leaves nothing to do. */
async function recover(scene: Scene, verb: Verb, victim: Victim): Promise<void> {
    const assignedAlready = new Set(scene.accounts(emailApp));
    const ran = await scene.run(operationOf(verb, victim));
    expect(ran.ok, "the same operation after the crash succeeds").to.equal(true);
    if (verb === "delete") {
        expect(await scene.storedNames(), "resources in the state").to.deep.equal([]);
        expect(scene.held(), "what the services hold").to.deep.equal(scene.left);
        return;
    }
    const wanted = verb === "update" ? ["LangEus", "LangWeu", "Stranger"] : ["LangNeu", "LangWeu", "Stranger"];
    expect(scene.accounts(emailApp)).to.deep.equal(wanted);
    expect(scene.bound(deviceId(1))).to.equal(verb === "update" ? room(2) : room(1));
    if (wanted.every((account) => assignedAlready.has(account))) {
        const assigns = ran.posts.filter((post) => post === "assign");
        expect(assigns, "assigns of what was assigned").to.deep.equal([]);
    }
    await scene.up({});
}
