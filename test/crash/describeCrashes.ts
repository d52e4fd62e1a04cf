import path from "node:path";
import { expect } from "chai";
import type { Engine, RunningOperation } from "../engine/engine";
import type { FrontEnd } from "../scenarios/support/createStack";
import { engineNames, engineTitles, findEngine } from "../scenarios/support/enginesUnderTest";
import { deviceId, devices, emailApp, members, room } from "../scenarios/support/fixtures";
import { Scene } from "../scenarios/support/scene";
import { Gate } from "./gate";
import { type Breaks, livesOf, type Moment, type Verb } from "./moments";
import { isAlive, processesBelow, type Victim } from "./processes";
import { Tally, verbs } from "./tally";
import { until } from "./until";

const hasProcesses = process.platform === "linux";
/** Some ten operations of a real CLI, on a machine that may have more to do. */
const timeoutInMs = 600_000;
const jobInMs = 600_000;

/** How a victim is killed. */
export interface CrashOptions {
    /** In which moments. Default: in each once at least. */
    lives?: readonly Breaks[];
    /** What serves the resources. Default: the dynamic providers. */
    frontEnd?: FrontEnd;
    /** Whether another up follows each recovery, which must do nothing. Default true. */
    repeats?: boolean;
}

/** Declares the tests of a victim. */
export function describeCrashes(victim: Victim, options: CrashOptions = {}): void {
    const { lives = livesOf[victim], frontEnd } = options;
    const tally = new Tally();
    describe(`crashes of the ${victim}${frontEnd ? `, with the ${frontEnd}` : ""}`, () => {
        after(() => {
            for (const line of tally.lines()) {
                console.log(`      crashes tried and converged from, ${line}`);
            }
        });
        for (const name of engineNames()) {
            describe(engineTitles[name], () => {
                for (const breaks of lives) {
                    it(`converge when it is killed ${titleOf(breaks)}`, async function () {
                        const engine = await findEngine(name);
                        if (!engine || !hasProcesses) {
                            this.skip();
                        }
                        for (const verb of await liveThrough(engine, breaks, victim, options)) {
                            tally.add(engine.name, verb);
                        }
                    }).timeout(timeoutInMs);
                }
            });
        }
    });
}

/** `while it lists: create, update; while it polls a job: delete`. */
function titleOf(breaks: Breaks): string {
    const broken = verbs.flatMap((verb) => breaks[verb] ?? []);
    const names = [...new Set(broken.map(({ name }) => name))];
    const verbsIn = (name: string) => verbs.filter((verb) => breaks[verb]?.name === name);
    return names.map((name) => `${name}: ${verbsIn(name).join(", ")}`).join("; ");
}

/** Who dies, and what keeps the services in the moment in which it does. */
interface Death {
    victim: Victim;
    gate: Gate;
}

/** Creates, updates and deletes a stack; each of these that has a moment is broken off in it, and then run again. Answers which did. */
async function liveThrough(
    engine: Engine,
    breaks: Breaks,
    victim: Victim,
    { frontEnd, repeats = true }: CrashOptions,
): Promise<readonly Verb[]> {
    const gate = new Gate();
    const scene = await Scene.start(engine, {
        emulator: () => gate.start(),
        program: path.join(__dirname, "program"),
        seed: { projects: { [emailApp]: { resources: members("Stranger") } }, devices: devices(2) },
        config: { resources: members("LangWeu", "LangNeu"), deviceId: deviceId(1), account: room(1) },
        frontEnd,
    });
    let verb: Verb = "create";
    try {
        for (verb of verbs) {
            const moment = breaks[verb];
            await declareFor(scene, verb, victim);
            if (moment) {
                await dieAt(scene, verb, moment, { victim, gate });
            }
            await recover(scene, verb, victim);
            if (repeats && moment && verb !== "delete") {
                await scene.up({});
            }
        }
        return verbs.filter((each) => breaks[each]);
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

async function dieAt(scene: Scene, verb: Verb, moment: Moment, { victim, gate }: Death): Promise<void> {
    const { emulator, stack } = scene;
    emulator.setOptions({ jobDurationMs: moment.isRunning ? jobInMs : 0 });
    const [first, ...more] = moment.holds;
    gate.hold(emulator, first);
    const operation = await stack.start(operationOf(verb, victim));
    await gate.comes();
    for (const next of more) {
        gate.hold(emulator, next);
        await gate.comes();
    }
    const providers = processesBelow(operation.pid, "provider");
    await kill(operation, victim);
    if (victim === "engine") {
        // A provider whose engine is gone ends, though its request is not answered: it sends nothing more.
        expect(providers, "providers at work").not.to.be.empty;
        await until("the provider ends", () => !providers.some(isAlive));
    }
    letGoOn(scene, gate);
    const { ok, output } = await operation.done;
    expect(ok, `${verb} whose ${victim} was killed succeeds:\n${output}`).to.equal(false);
    await until("the services are at rest", () => atRest(scene));
}

/** Lets ten minutes pass at the services, and answers what is held back; later jobs are quick. */
function letGoOn({ emulator }: Scene, gate: Gate): void {
    const { clockOffsetMs } = emulator.options();
    emulator.setOptions({ clockOffsetMs: clockOffsetMs + jobInMs, jobDurationMs: 0 });
    emulator.setFaults([]);
    gate.open();
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

/** No request is held back any more, and every job has ended. */
function atRest({ emulator }: Scene): boolean {
    const { jobs, requests } = emulator.state();
    return jobs.every(({ status }) => status === "succeeded") && requests.every(({ status }) => status !== 0);
}

/** Runs the operation again: it reaches what is declared, and assigns nothing twice. */
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
}
