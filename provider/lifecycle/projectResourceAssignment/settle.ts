import { ifFound } from "../../http/ifFound";
import type { Job } from "../../language/jobs";
import { UnsettledError } from "../../language/lane/unsettledError";
import { listLagInMs } from "../../language/listLag";
import { findMember, type ResourceMetadata } from "../../language/members";
import { projectLabel } from "../../language/projectAddress";
import type { Deadline } from "../../polling/deadline";
import { pollUntil } from "../../polling/pollUntil";
import type { LifecycleContext } from "../context";
import { unlessGone } from "../unlessGone";
import { isListed, isOlder } from "./pendingJob";
import type { ProjectResourceAssignmentState } from "./state";

/** A job whose id was lost, or that the service no longer knows, will do nothing any more after so long. */
const longestDoubtInMs = 60 * 60_000;

/** What became of work that an earlier run left behind. */
export interface Settled {
    /** ARM ids for which a job is run whatever the list shows. */
    doubtful: string[];
    /** The job at its end, where it could be followed. */
    job?: Job;
}

/**
 * Waits for work that an earlier run left behind. Doubtful are the ARM ids of which the list proves nothing even so: a job
 * that did the opposite of what is declared for them now, so lately that the list may not show it yet, or one whose id was
 * lost or that the service no longer knows, which may still do it.
 * @throws UnsettledError when the job still runs at the deadline.
 */
export async function settlePending(
    context: LifecycleContext,
    state: ProjectResourceAssignmentState,
    declared: readonly ResourceMetadata[],
    deadline: Deadline,
): Promise<Settled> {
    const { pending } = state;
    if (!pending) {
        return { doubtful: [] };
    }
    const members = pending.members ?? state.resources.map((member) => member.azureResourceId);
    const opposite = members.filter((id) => (findMember(declared, id) !== undefined) === (pending.verb === "unassign"));
    const { clock } = context;
    const lost = { doubtful: isOlder(pending.since, longestDoubtInMs, clock) ? [] : opposite };
    if (!pending.jobId) {
        return lost;
    }
    const { verb, jobId } = pending;
    const followed = await ifFound(context.language.follow(state, { verb, jobId, members }, deadline));
    if (!followed) {
        return lost;
    }
    const { ended, job } = followed;
    if (!ended) {
        const story = `Job ${job.jobId} of an earlier run is still "${job.status}" on ${projectLabel(state)}`;
        throw new UnsettledError(`${story}; run it again later, or allow more time in "timeouts".`, {
            ...pending,
            members,
        });
    }
    if (isListed(job, pending.since, clock)) {
        return { doubtful: [], job };
    }
    const wanted = members.filter((id) => !opposite.includes(id));
    await waitForList(context, state, wanted, deadline);
    return { doubtful: opposite, job };
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
            const look = () => context.language.list(state, deadline, ids);
            const list = (ids.length > 0 && (await unlessGone(deadline, look))) || [];
            return { done: ids.every((id) => (findMember(list, id) !== undefined) === assigned), value: undefined };
        },
    });
}
