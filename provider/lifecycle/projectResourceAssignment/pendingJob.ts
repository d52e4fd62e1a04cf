import { type Job, summarizeJob } from "../../language/jobs";
import type { ProjectResourceAssignmentState } from "./state";

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
