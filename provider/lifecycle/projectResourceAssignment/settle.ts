import { isNotFound } from "../../http/isNotFound";
import { UnsettledError } from "../../language/lane/unsettledError";
import { findMember, type ResourceMetadata } from "../../language/members";
import { projectLabel } from "../../language/projectAddress";
import type { Deadline } from "../../polling/deadline";
import type { LifecycleContext } from "../context";
import type { ProjectResourceAssignmentState } from "./state";

/**
 * Waits for work that an earlier run left behind. Answers the ARM ids of which the list proves nothing even so: a job
 * whose id was lost, or that the service no longer knows, may still do the opposite of what is declared for them now;
 * a job is run for them anyway.
 * @throws UnsettledError when the job still runs at the deadline.
 */
export async function settlePending(
    context: LifecycleContext,
    state: ProjectResourceAssignmentState,
    declared: readonly ResourceMetadata[],
    deadline: Deadline,
): Promise<string[]> {
    const { pending } = state;
    if (!pending) {
        return [];
    }
    const members = pending.members ?? state.resources.map((member) => member.azureResourceId);
    const doubtful = members.filter((id) => (findMember(declared, id) !== undefined) === (pending.verb === "unassign"));
    if (!pending.jobId) {
        return doubtful;
    }
    try {
        const { ended, job } = await context.language.follow(state, pending.verb, pending.jobId, deadline);
        if (ended) {
            return [];
        }
        const story = `Job ${job.jobId} of an earlier run is still "${job.status}" on ${projectLabel(state)}`;
        throw new UnsettledError(`${story}; run it again later, or allow more time in "timeouts".`, {
            ...pending,
            members,
        });
    } catch (error) {
        if (isNotFound(error)) {
            return doubtful;
        }
        throw error;
    }
}
