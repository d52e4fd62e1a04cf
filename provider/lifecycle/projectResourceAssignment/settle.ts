import { ifFound } from "../../http/ifFound";
import type { Job } from "../../language/jobs";
import { type PendingJob, UnsettledError } from "../../language/lane/unsettledError";
import { listLagInMs } from "../../language/listLag";
import { findMember, type ResourceMetadata } from "../../language/members";
import { projectLabel } from "../../language/projectAddress";
import type { Deadline } from "../../polling/deadline";
import { pollUntil } from "../../polling/pollUntil";
import type { LifecycleContext } from "../context";
import { unlessGone } from "../unlessGone";
import { withoutKept } from "./existing";
import { restoreNeighbours } from "./neighbours";
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
 * lost or that the service no longer knows, which may still do it. What it unassigned and another resource has taken over
 * meanwhile is assigned again.
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
    const members = pending.members ?? withoutKept(state).resources.map((member) => member.azureResourceId);
    const job = await followPending(context, state, { ...pending, members }, deadline);
    const { verb, since } = pending;
    const isDoubtful = job ? !isListed(job, since, context.clock) : !isOlder(since, longestDoubtInMs, context.clock);
    const opposite = members.filter((id) => (findMember(declared, id) !== undefined) === (verb === "unassign"));
    if (job && isDoubtful) {
        const others = new Set(opposite);
        const wanted = members.filter((id) => !others.has(id));
        await waitForList(context, state, wanted, deadline);
    }
    if (verb === "unassign") {
        await restoreNeighbours(context, state, { ids: members, isDoubtful }, deadline);
    }
    return { doubtful: isDoubtful ? opposite : [], job };
}

/** The pending job at its end; undefined where its id was lost, or the service no longer knows it. */
async function followPending(
    context: LifecycleContext,
    state: ProjectResourceAssignmentState,
    pending: PendingJob,
    deadline: Deadline,
): Promise<Job | undefined> {
    const { verb, jobId, members } = pending;
    const followed = jobId && (await ifFound(context.language.follow(state, { verb, jobId, members }, deadline)));
    if (!followed) {
        return undefined;
    }
    const { ended, job } = followed;
    if (!ended) {
        const story = `Job ${job.jobId} of an earlier run is still "${job.status}" on ${projectLabel(state)}`;
        throw new UnsettledError(`${story}; run it again later, or allow more time in "timeouts".`, pending);
    }
    return job;
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
