import { hasEnded, type Job, summarizeJob } from "../../language/jobs";
import { listLagInMs } from "../../language/listLag";
import type { Clock } from "../../polling/clock";
import type { ProjectResourceAssignmentState } from "./state";

/** Ends without any effect. */
const ineffective: ReadonlySet<string> = new Set(["failed", "cancelled", "canceled"]);

/**
 * Whether the list is the whole truth after a job that was sent at `since`: it had no effect, or had it so long ago that
 * the list must show it. The service's clock may be off: its times only tell how long the job took.
 */
export function isListed(job: Job, since: string | undefined, clock: Clock): boolean {
    const { status, createdDateTime, lastUpdatedDateTime } = job;
    const tookInMs = Date.parse(lastUpdatedDateTime ?? "") - Date.parse(createdDateTime ?? "");
    return ineffective.has(status) || (hasEnded(status) && isOlder(since, tookInMs + listLagInMs, clock));
}

/** Whether a time is surely so long ago; one that is missing, or that another clock put into the future, is not. */
export function isOlder(time: string | undefined, ageInMs: number, clock: Clock): boolean {
    return clock.now() - Date.parse(time ?? "") > ageInMs;
}

/** The state with the job that it waited for as last seen: what an earlier run stored of it was not its end. */
export function withPendingJob(
    state: ProjectResourceAssignmentState,
    job: Job | undefined,
): ProjectResourceAssignmentState {
    if (!job || !state.pending) {
        return state;
    }
    const name = state.pending.verb === "assign" ? "lastAssignJob" : "lastUnassignJob";
    return { ...state, [name]: summarizeJob(job) };
}
