import { deploymentsConfigName } from "#provider/lifecycle/deploymentsConfig";
import type { FrontEndName } from "../../harness/frontEnds/frontEnds";
import { createHarness, type Harness } from "../../harness/harness";
import { type MemoryEmulator, memoryEmulator } from "../../harness/memoryEmulator";
import type { RunReport } from "../../harness/runReport";
import { type VirtualClock, virtualClock } from "../../unit/support/virtualClock";
import { rules } from "../rules/rules";
import type { Action, Deed, RunPlan } from "./actions";
import { type Declared, declare, declaredBy, namesOfPlaces } from "./declared";
import type { Environment, Leave } from "./environment";
import { keysOfFailedDeletes } from "./keysOfFailedDeletes";
import { Ledger } from "./ledger";
import { ownedBy } from "./owned";
import { performRun } from "./performRun";
import { act } from "./person";
import type { Operation, RunRecord } from "./runRecord";
import { saysSo } from "./saysSo";
import { seededRandom } from "./seededRandom";
import { seedWorld } from "./seedWorld";
import { applyEdit, type Slots } from "./slots";
import { type Snapshot, takeSnapshot } from "./snapshot";
import { storyOf } from "./storyOf";
import { stackSince, takenFrom } from "./takenFrom";
import { emptyTally, type Tally } from "./tally";
import { deviceIds, isForeign, memberKeyOf } from "./universe";

/** A run with nothing special about it. */
export const plainRun: RunPlan = { parallel: 8, faults: [] };

/** Plays a sequence against a stack and the services, and holds every run against the rules. */
export class Player {
    readonly clock: VirtualClock = virtualClock();
    readonly emulator: MemoryEmulator;
    readonly harness: Harness;
    readonly ledger: Ledger;
    /** What happened, a line each, to read when a rule was broken. */
    readonly story: string[] = [];
    /** The projects whose deployments the configuration lets go. */
    leave: Leave;

    constructor(
        readonly environment: Environment,
        public slots: Slots,
        private readonly tally: Tally = emptyTally(),
        private readonly frontEnd?: FrontEndName,
    ) {
        const random = seededRandom(environment.seed);
        this.leave = environment.leave;
        this.emulator = memoryEmulator({ clock: this.clock, random });
        seedWorld(this.emulator, environment);
        const { transport, createCredential } = this.emulator;
        const config = this.configuration();
        const service = { transport, createCredential };
        this.harness = createHarness({ frontEnd, service, clock: this.clock, random, config });
        const { listDelayMs = 0, accountVisible } = environment.options;
        const accountDelayMs = typeof accountVisible === "number" ? accountVisible : 0;
        const isShown = (key: string) => accountVisible !== false || !deviceIds.some((id) => id === key);
        this.ledger = new Ledger(Math.max(listDelayMs, accountDelayMs), isShown);
    }

    /** What the program declares now; to the plugin, some of it in the envelopes of secrets. */
    get declared(): Declared {
        return declare(this.slots, this.emulator.url, this.frontEnd === "plugin");
    }

    /** Does one action. Throws where a rule is broken. */
    async play(action: Action): Promise<void> {
        switch (action.action) {
            case "change":
                this.slots = action.edits.reduce(applyEdit, this.slots);
                return;
            case "configure":
                this.leave = action.leave;
                this.story.push(`configured: deployments may go of ${action.leave}`);
                return;
            case "person":
                this.deed(action.deed);
                return;
            case "wait":
                return this.clock.sleep(action.ms);
            case "preview":
                await this.run("preview", plainRun);
                return;
            default:
                await this.run(action.action, action.run);
        }
    }

    /** Runs an operation and checks it. Throws where a rule is broken. */
    async run(operation: Operation, plan: RunPlan): Promise<RunRecord> {
        const startedAt = this.clock.now();
        const program = this.programOf(operation, plan);
        const before = takeSnapshot(this.emulator);
        const owned = ownedBy(this.harness.state);
        this.noteUnseenJobs(startedAt);
        this.ledger.forgetUnowned(owned, startedAt);
        const doubts = this.ledger.doubtsFor(program, startedAt);
        const touched: string[] = [];
        const meanwhile = (deed: Deed) => touched.push(...this.deed(deed));
        const report = await performRun(this, operation, plan, meanwhile);
        const unrecorded = keysOfFailedDeletes(report, owned);
        this.ledger.doubt(unrecorded, this.clock.now(), program);
        const unseen = this.noteTakenFromLeftOut(plan, before);
        const doubtful = new Set([...doubts, ...touched, ...unrecorded, ...unseen, ...this.keysOfForgottenJobs()]);
        const record = this.recordOf(operation, plan, report, before, owned, doubtful);
        this.story.push(storyOf(record));
        this.count(record);
        this.note(record, program, startedAt);
        const broken = Object.entries(rules).flatMap(([name, rule]) =>
            rule(record).map((words) => `${name}: ${words}`),
        );
        if (broken.length > 0) {
            throw new Error(`${broken.join("\n")}\n${this.story.join("\n")}`);
        }
        return record;
    }

    private recordOf(
        operation: Operation,
        plan: RunPlan,
        report: RunReport,
        before: Snapshot,
        owned: RunRecord["owned"],
        doubts: ReadonlySet<string>,
    ): RunRecord {
        const { jobs, requests } = stackSince(this.emulator.state(), before);
        const hasProgram = operation === "up" || operation === "preview";
        const declared = hasProgram ? this.declared : declare({ assignments: [], bindings: [] }, "");
        const after = takeSnapshot(this.emulator);
        const ownedAfter = ownedBy(this.harness.state);
        this.ledger.noteJobs(report.crashed ? [] : jobs, this.emulator.state().jobs, after);
        this.ledger.note(ownedAfter, after);
        return {
            operation,
            plan,
            report,
            before,
            owned,
            after,
            ownedAfter,
            declared: declaredBy(declared, report.registered),
            program: declared.program,
            leftOut: namesOfPlaces(plan.leftOut ?? 0),
            jobs,
            requests,
            isDoubtful: (key) => doubts.has(key) || isForeign(key),
            ours: this.ledger.known,
            anyDoubt: doubts.size > 0,
            environment: this.environment,
            leave: this.leave,
        };
    }

    /** What the run has taken from resources that it left out: their states are wrong about it until a refresh. */
    private noteTakenFromLeftOut({ leftOut = 0 }: RunPlan, before: Snapshot): string[] {
        const happened = stackSince(this.emulator.state(), before);
        const taken = takenFrom(namesOfPlaces(leftOut), ownedBy(this.harness.state), happened);
        this.ledger.doubt(taken, this.clock.now());
        return taken;
    }

    private note(record: RunRecord, program: string, startedAt: number): void {
        const { operation, report, owned, ownedAfter, declared } = record;
        if (report.crashed) {
            const keys = [owned.members, owned.devices, declared.members, declared.devices].flatMap((map) => [
                ...map.keys(),
            ]);
            this.ledger.doubt(keys, this.clock.now(), program);
            this.ledger.orphan(keys.filter((key) => !ownedAfter.members.has(key) && !ownedAfter.devices.has(key)));
            return;
        }
        this.ledger.orphan([...record.ours].filter((key) => saysSo(report, key)));
        if (report.ok && operation === "refresh") {
            this.ledger.refreshed(ownedAfter, startedAt);
        } else if (report.ok && operation !== "preview") {
            this.ledger.reached(program, startedAt);
        }
    }

    /** What jobs are yet to do that the service has forgotten before their end: nobody can follow them, and the list tells only what was. */
    private keysOfForgottenJobs(): string[] {
        const { jobLifetimeMs = Number.POSITIVE_INFINITY, jobDurationMs = 0 } = this.environment.options;
        const open = this.emulator.state().jobs.filter(({ endedAt }) => endedAt === null);
        return jobLifetimeMs < jobDurationMs
            ? open.flatMap(({ project, resources }) => resources.map((id) => memberKeyOf(project, id)))
            : [];
    }

    /** A job that the state does not know of may still do anything to its members. */
    private noteUnseenJobs(now: number): void {
        const known = JSON.stringify(this.harness.state);
        for (const { jobId, endedAt, project, resources } of this.emulator.state().jobs) {
            if (endedAt === null && !known.includes(jobId)) {
                const keys = resources.map((id) => memberKeyOf(project, id));
                this.ledger.doubt(
                    keys.filter((key) => !isForeign(key)),
                    now + 1,
                );
            }
        }
    }

    private count({ plan, report }: RunRecord): void {
        this.tally.runs += 1;
        this.tally.killed += report.crashed ? 1 : 0;
        this.tally.faulty += plan.faults.length > 0 ? 1 : 0;
        this.tally.failed += report.steps.some(({ failure }) => failure) ? 1 : 0;
    }

    private deed(deed: Deed): string[] {
        const touched = act(this.emulator, deed);
        this.story.push(`person: ${JSON.stringify(deed)}`);
        this.tally.deeds += 1;
        this.ledger.doubt(touched, this.clock.now());
        this.ledger.theirs(touched);
        return touched;
    }

    /** The stack's configuration as it is when a run reads it. */
    private configuration(): Readonly<Record<string, string>> {
        const texts = { none: "false", Alpha: '["Alpha"]', all: "true" };
        const textNow = () => texts[this.leave];
        return {
            get [deploymentsConfigName]() {
                return textNow();
            },
        };
    }

    /** Names what a run is for, so that the same one is known again. */
    private programOf(operation: Operation, { leftOut = 0 }: RunPlan): string {
        const hasProgram = operation === "up" || operation === "preview";
        // What is left out is another program: where nothing is, its name is the program's own.
        return hasProgram ? JSON.stringify(this.declared.program) + (leftOut || "") : operation;
    }
}
