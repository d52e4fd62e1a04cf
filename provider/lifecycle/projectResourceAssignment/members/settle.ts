import type { Clock } from "../../../core/clock";
import type { Deadline } from "../../../core/deadline";
import { ifFound } from "../../../core/errors";
import { pollUntil } from "../../../core/poll";
import { hasEnded, type Job, listLagInMs, summarizeJob } from "../../../language/jobs";
import { findMember, type ResourceMetadata } from "../../../language/members";
import { projectLabel } from "../../../language/projectAddress";
import { type PendingJob, UnsettledError } from "../../../language/queue/errors";
import type { LifecycleContext } from "../../context";
import { unlessGone } from "../../gone";
import type { ProjectResourceAssignmentState } from "../state";
import { withoutKept } from "./keep";
import { restoreClaimed } from "./takeover";

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
function isOlder(time: string | undefined, ageInMs: number, clock: Clock): boolean {
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

/** A job whose id was lost, or that the service no longer knows, will do nothing any more after so long. */
const longestUnverifiedInMs = 60 * 60_000;

/** What became of work that an earlier run left behind. */
export interface Settled {
    /** ARM ids for which a job is run whatever the list shows. */
    unverified: string[];
    /** The job at its end, where it could be followed. */
    job?: Job;
}

/**
 * Waits for work that an earlier run left behind. Unverified are the ARM ids of which the list proves nothing even so: a job
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
        return { unverified: [] };
    }
    const members = pending.members ?? withoutKept(state).resources.map((member) => member.azureResourceId);
    const job = await followPending(context, state, { ...pending, members }, deadline);
    const { verb, since } = pending;
    const isUnverified = job
        ? !isListed(job, since, context.clock)
        : !isOlder(since, longestUnverifiedInMs, context.clock);
    const opposite = members.filter((id) => (findMember(declared, id) !== undefined) === (verb === "unassign"));
    if (job && isUnverified) {
        const others = new Set(opposite);
        const wanted = members.filter((id) => !others.has(id));
        await waitForList(context, state, wanted, deadline);
    }
    if (verb === "unassign") {
        await restoreClaimed(context, state, { ids: members, isUnverified }, deadline);
    }
    return { unverified: isUnverified ? opposite : [], job };
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
        throw new UnsettledError(
            `Job ${job.jobId} of an earlier run is still "${job.status}" on ${projectLabel(state)}; run it again later, or allow more time in "timeouts".`,
            pending,
        );
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
