import type { JobState, RequestEntry } from "#emulator/index";
import type { RunReport } from "../../harness/runReport";
import type { Program } from "../../harness/stackState";
import type { Declared } from "../owned/declared";
import type { Owned } from "../owned/owned";
import type { RunPlan } from "../sequence/actions";
import type { Environment, Leave } from "../world/environment";
import type { Snapshot } from "../world/snapshot";

/** The operations of a stack. */
export type Operation = "preview" | "up" | "refresh" | "destroy";

/** One run of the stack, with all that was true before and after it. */
export interface RunRecord {
    operation: Operation;
    plan: RunPlan;
    /** What the program has declared: of what a run never registered, since it failed before or left it out, the provider knows nothing. Nothing for refresh and destroy. */
    declared: Declared;
    /** The program, whatever of it was registered; empty for refresh and destroy. */
    program: Program;
    /** The names that the run was told to leave out. */
    leftOut: readonly string[];
    before: Snapshot;
    after: Snapshot;
    owned: Owned;
    ownedAfter: Owned;
    report: RunReport;
    /** The jobs that the run started; no other stack's. */
    jobs: readonly JobState[];
    /** The requests that the run sent. */
    requests: readonly RequestEntry[];
    /** Whether something befell the key that the stack's state cannot know of. */
    isDoubtful(key: string): boolean;
    /** What is there since a run of the stack has assigned, bound or adopted it, and nobody else has touched; but for what a run that died left. */
    ours: ReadonlySet<string>;
    /** Whether anything at all is doubtful. */
    anyDoubt: boolean;
    environment: Environment;
    /** The projects whose deployments the configuration lets go. */
    leave: Leave;
}

/** A rule that every run keeps; answers what is wrong, a sentence each. */
export type Rule = (record: RunRecord) => string[];
