import type { JobState } from "#emulator/index";
import type { Snapshot } from "../world/snapshot";
import { memberKeyOf } from "../world/universe";
import type { Owned } from "./owned";

/** Why the stack's state may be wrong about a key, and since when. */
interface Doubt {
    /** When the last thing happened, or may yet happen, that the state does not know of. */
    at: number;
    /** The program of a run that died: running the same one again is to make it good. */
    program?: string;
}

/** What a state cannot know: what people did past it, and what a run that died did without being recorded. */
export class Ledger {
    private readonly doubts = new Map<string, Doubt>();
    /** Who put what is there: keys that the stack put there, or took over. */
    readonly ours = new Set<string>();
    /** What a run that died put there, or may yet put there, without a trace; and what a run has said that the stack does not own any more. */
    readonly orphans = new Set<string>();
    /** What jobs of the stack that have not ended may yet assign. */
    private readonly expected = new Map<string, Set<string>>();

    constructor(
        /** How long the services may show what was. */
        private readonly stalenessInMs: number,
        /** Whether the services show what befell a key at all. */
        private readonly isShown: (key: string) => boolean,
    ) {}

    /** Notes that something befell the keys. What another program left in doubt before, this one need not make good. */
    doubt(keys: Iterable<string>, at: number, program?: string): void {
        for (const key of keys) {
            const earlier = this.doubts.get(key);
            const isSame = earlier === undefined || earlier.program === program;
            this.doubts.set(key, { at, program: isSame ? program : undefined });
        }
    }

    /** Notes what people have put there or taken away: it is theirs. */
    theirs(keys: Iterable<string>): void {
        for (const key of keys) {
            this.ours.delete(key);
            this.orphans.delete(key);
            for (const expected of this.expected.values()) {
                expected.delete(key);
            }
        }
    }

    /** Notes what may be there without the stack's knowledge. */
    orphan(keys: readonly string[]): void {
        for (const key of keys) {
            this.orphans.add(key);
        }
    }

    /** What is the stack's own, and what its state should know of. */
    get known(): ReadonlySet<string> {
        return new Set([...this.ours].filter((key) => !this.orphans.has(key)));
    }

    /** Notes jobs that a run has started, which may assign members that are its own from then on, and what became of earlier ones. */
    noteJobs(started: readonly JobState[], all: readonly JobState[], after: Snapshot): void {
        for (const { jobId, kind, project, resources } of started) {
            if (kind === "assign") {
                this.expected.set(jobId, new Set(resources.map((id) => memberKeyOf(project, id))));
            }
        }
        for (const { jobId, endedAt, status } of all) {
            const keys = endedAt === null ? undefined : this.expected.get(jobId);
            if (keys && (status === "succeeded" || status === "partiallyCompleted")) {
                for (const key of [...keys].filter((key) => after.members.has(key))) {
                    this.ours.add(key);
                }
            }
            if (keys) {
                this.expected.delete(jobId);
            }
        }
    }

    /** Which keys are doubtful for a run with this program that begins now. */
    doubtsFor(program: string, now: number): ReadonlySet<string> {
        const doubtful = [...this.doubts].filter(
            ([, doubt]) => doubt.program !== program || doubt.at + this.stalenessInMs > now,
        );
        return new Set(doubtful.map(([key]) => key));
    }

    /** After a refresh that succeeded nothing is doubtful that was over when it began, save an account that its owner never saw. */
    refreshed({ devices }: Owned, startedAt: number): void {
        const isSeen = (key: string) => (devices.get(key) ?? []).every(({ seen }) => seen);
        this.forget((doubt, key) => this.isShown(key) && isSeen(key) && doubt.at + this.stalenessInMs <= startedAt);
    }

    /** After an up that succeeded, what the same program was to make good is good. */
    reached(program: string, startedAt: number): void {
        this.forget((doubt) => doubt.program === program && doubt.at + this.stalenessInMs <= startedAt);
    }

    /** What nobody owns is looked at afresh by whoever comes to own it. */
    forgetUnowned({ members, devices }: Owned, now: number): void {
        this.forget((doubt, key) => !members.has(key) && !devices.has(key) && doubt.at + this.stalenessInMs <= now);
    }

    /** Notes what is the stack's own after a run. */
    note({ members, devices }: Owned, after: Snapshot): void {
        const bound = [...devices].filter(([id, owners]) =>
            owners.some(
                ({ account, drifted }) =>
                    !drifted && account.userPrincipalName === after.devices.get(id)?.userPrincipalName,
            ),
        );
        const bindings = bound.map(([id]) => id);
        for (const key of [...members.keys(), ...bindings]) {
            this.orphans.delete(key);
            this.ours.add(key);
        }
        for (const key of this.ours) {
            const isThere = after.members.has(key) || after.devices.get(key) !== undefined;
            if (!isThere || (devices.has(key) && !bindings.includes(key))) {
                this.ours.delete(key);
            }
        }
    }

    private forget(isOver: (doubt: Doubt, key: string) => boolean): void {
        for (const [key, doubt] of this.doubts) {
            if (isOver(doubt, key)) {
                this.doubts.delete(key);
            }
        }
    }
}
