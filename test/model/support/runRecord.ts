import type { JobState, RequestEntry } from "#emulator/index";
import type { RunReport } from "../../harness/runReport";
import type { RunPlan } from "./actions";
import type { Declared } from "./declared";
import type { Environment, Leave } from "./environment";
import type { Owned } from "./owned";
import type { Snapshot } from "./snapshot";

/** The operations of a stack. */
export type Operation = "preview" | "up" | "refresh" | "destroy";

/** One run of the stack, with all that was true before and after it. */
export interface RunRecord {
    operation: Operation;
    plan: RunPlan;
    /** What the program declares; nothing for refresh and destroy. */
    declared: Declared;
    before: Snapshot;
    after: Snapshot;
    owned: Owned;
    ownedAfter: Owned;
    report: RunReport;
    /** The jobs that the run started. */
    jobs: readonly JobState[];
    /** The requests that the run sent. */
    requests: readonly RequestEntry[];
    /** Whether something befell the key that the stack's state cannot know of. */
    isDoubtful(key: string): boolean;
    /** Whether anything at all is doubtful. */
    anyDoubt: boolean;
    environment: Environment;
    /** The projects whose deployments the configuration lets go. */
    leave: Leave;
}

/** A rule that every run keeps; answers what is wrong, a sentence each. */
export type Rule = (record: RunRecord) => string[];
