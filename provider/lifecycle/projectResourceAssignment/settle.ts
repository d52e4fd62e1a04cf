import { isNotFound } from "../../http/isNotFound";
import { UnsettledError } from "../../language/lane/unsettledError";
import { findMember, type ResourceMetadata } from "../../language/members";
import { projectLabel } from "../../language/projectAddress";
import type { Deadline } from "../../polling/deadline";
import { pollUntil } from "../../polling/pollUntil";
import type { LifecycleContext } from "../context";
import type { ProjectResourceAssignmentState } from "./state";

/** How long the list may lag behind a job that succeeded; how soon it shows is undocumented. */
const listLagInMs = 60_000;
/** Ends without any effect, after which the list is the whole truth. */
const ineffective: ReadonlySet<string> = new Set(["failed", "cancelled", "canceled"]);

/**
 * Waits for work that an earlier run left behind. Answers the ARM ids of which the list proves nothing even so: a job
 * that did the opposite of what is declared for them now, and that the list may not show yet, or one whose id was lost
 * or that the service no longer knows, which may still do it. A job is run for them anyway.
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
        if (ended && ineffective.has(job.status)) {
            return [];
        }
        if (ended) {
            const wanted = members.filter((id) => !doubtful.includes(id));
            await waitForList(context, state, wanted, deadline);
            return doubtful;
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

/** Waits, bounded, until the list shows what the job did for members that are to stay so: else they would get a second job. */
async function waitForList(
    context: LifecycleContext,
    state: ProjectResourceAssignmentState,
    ids: readonly string[],
    deadline: Deadline,
): Promise<void> {
    const assigned = state.pending?.verb === "assign";
    await pollUntil({
        deadline: deadline.within(listLagInMs),
        poll: async () => {
            const list = ids.length > 0 ? await context.language.list(state, deadline) : [];
            return { done: ids.every((id) => (findMember(list, id) !== undefined) === assigned), value: undefined };
        },
    });
}
