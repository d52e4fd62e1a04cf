import { ifFound } from "../../http/ifFound";
import type { Job } from "../../language/jobs";
import { type AssignedResource, findMember } from "../../language/members";
import type { Deadline } from "../../polling/deadline";
import type { LifecycleContext } from "../context";
import type { Observed } from "../observed";
import { deadlineOf } from "../timeouts";
import { toProperties } from "../toProperties";
import { lookTwice } from "../unlessGone";
import { keptMembers, memberHash, withoutKept } from "./existing";
import { sayDropped, sayGone, withWayOutOfDeadHost } from "./forgetting";
import { isListed, withPendingJob } from "./pendingJob";
import { asObserved } from "./result";
import { idOf, inputsOf, type ProjectResourceAssignmentState, readState } from "./state";

/**
 * Tells what the service has: members that are gone drop out, another region shows; undefined when none is left. What is
 * forgotten so is said. While work of an earlier run is unsettled it never answers that the resource is gone.
 */
export async function read(
    context: LifecycleContext,
    properties: Record<string, unknown>,
    id?: string,
): Promise<Observed> {
    const state = readState(properties);
    try {
        return await look(context, state, id);
    } catch (error) {
        throw withWayOutOfDeadHost(error, state);
    }
}

async function look(context: LifecycleContext, state: ProjectResourceAssignmentState, id?: string): Promise<Observed> {
    const deadline = deadlineOf("read", state.timeouts, context.clock, context.signal);
    const job = await pendingJob(context, state, deadline);
    const listed =
        job !== undefined && job.status !== "succeeded" && isListed(job, state.pending?.since, context.clock);
    const sought = [...state.resources.map((member) => member.azureResourceId), ...(state.pending?.members ?? [])];
    const { found: list = [], gone } = await lookTwice(deadline, () => context.language.list(state, deadline, sought));
    const present = state.resources.filter((member) => findMember(list, member.azureResourceId));
    if (state.pending && !listed && !showsEnd(state, list)) {
        return observed(state, id);
    }
    if (present.length === 0) {
        sayGone(context, state, gone);
        return undefined;
    }
    sayDropped(context, state, present);
    const resources = present.map((member) => asObserved(member, list));
    const kept = keptMembers({ ...state, resources }).map(({ azureResourceId }) => memberHash(azureResourceId));
    const seen = { ...withPendingJob(state, job), resources, pending: undefined };
    return observed({ ...seen, kept: kept.length > 0 ? kept : undefined }, id);
}

function observed(state: ProjectResourceAssignmentState, id = idOf(state)): Observed {
    return { id, state: toProperties(state), inputs: toProperties(inputsOf(state)) };
}

/**
 * The pending job as it is now. One that has ended without success makes the list the whole truth, as soon as it must show
 * what was done in part; one that succeeded is settled only once the list shows it. Looks once, rather than wait: a refresh
 * should not take as long as a job.
 */
async function pendingJob(
    context: LifecycleContext,
    state: ProjectResourceAssignmentState,
    deadline: Deadline,
): Promise<Job | undefined> {
    const { pending } = state;
    if (!pending?.jobId) {
        return undefined;
    }
    return ifFound(context.language.job(state, pending.verb, pending.jobId, deadline));
}

/** Whether the list shows all that the pending work was to bring: then its end is known, whatever became of the job. */
function showsEnd(state: ProjectResourceAssignmentState, list: readonly AssignedResource[]): boolean {
    const { pending } = state;
    const members = pending?.members ?? withoutKept(state).resources.map((member) => member.azureResourceId);
    return members.every((id) => (findMember(list, id) !== undefined) === (pending?.verb === "assign"));
}
