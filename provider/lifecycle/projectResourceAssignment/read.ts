import type { Deadline } from "../../core/deadline";
import { ifFound, type ServiceError } from "../../core/errors";
import { toProperties } from "../../core/json";
import type { Job } from "../../language/jobs";
import { type AssignedResource, findMember, memberIdOf, type ResourceMetadata } from "../../language/members";
import { projectLabel } from "../../language/projectAddress";
import type { LifecycleContext } from "../context";
import * as forgetting from "../gone";
import { lookTwice } from "../gone";
import { type Observed, ownerOf } from "../results";
import { deadlineOf } from "../timeouts";
import { keptMembers, memberHash, withoutKept } from "./members/keep";
import { isListed, withPendingJob } from "./members/settle";
import { asObserved, idOf, inputsOf, type ProjectResourceAssignmentState, readState } from "./state";

/** Says that refresh takes the resource for gone, and why; `gone` is the answer where the project itself was not found. */
export function sayGone(
    context: LifecycleContext,
    state: ProjectResourceAssignmentState,
    gone: ServiceError | undefined,
): void {
    const count = state.resources.length;
    const none = count === 1 ? "its only member is no longer in the list" : `the list has none of its ${count} members`;
    const answer = gone ? `the answer was, twice, ${forgetting.answerOf(gone)}` : none;
    context.report.warn(
        `Refresh takes "${ownerOf(state)}" for gone and drops it from the state: ${searchOf(context, state)}; ${answer}. ` +
            "If it is there after all, correct tenant, endpoint or name and run up, which adopts what is assigned.",
    );
}

/** Says which members drop out of the state, while others stay. */
function sayDropped(
    context: LifecycleContext,
    state: ProjectResourceAssignmentState,
    present: readonly ResourceMetadata[],
): void {
    const stay = new Set(present);
    const ids = state.resources.filter((member) => !stay.has(member)).map(memberIdOf);
    if (ids.length === 0) {
        return;
    }
    const [are, them, they] = ids.length === 1 ? ["is", "it", "it is"] : ["are", "them", "they are"];
    const status = state.pending ? `${are} not assigned` : `${are} no longer assigned`;
    context.report.warn(
        `"${ownerOf(state)}": ${context.names.list(ids)} ${status} to ${projectLabel(state)} at ${state.endpoint}. ` +
            `Refresh drops ${them} from the state; the next up assigns ${them} again where ${they} declared.`,
    );
}

/** Says that a delete found no project, and so had nothing to unassign. */
export function sayNothingToUnassign(
    context: LifecycleContext,
    state: ProjectResourceAssignmentState,
    gone: ServiceError,
): void {
    context.report.warn(
        `"${ownerOf(state)}" is deleted with nothing unassigned: ${searchOf(context, state)}; the answer was ${forgetting.answerOf(gone)}. ` +
            "If the project is there after all (in another tenant, say), its assignments are still there too.",
    );
}

/** An error of a dead host, with what to do where the Language resource behind it was deleted. */
export function withWayOutOfDeadHost(error: unknown, state: ProjectResourceAssignmentState): unknown {
    return forgetting.withWayOutOfDeadHost(
        error,
        "A Language resource that is deleted takes its assignments with it. If this one was deleted, take " +
            `"${ownerOf(state)}" out of the state with \`pulumi state delete\`; with the resource option \`deletedWith\` ` +
            "Pulumi will not try to delete it the next time.",
    );
}

/** Where it was looked for, and as whom. */
export function searchOf(context: LifecycleContext, state: ProjectResourceAssignmentState): string {
    const { endpoint, apiVersion } = state;
    return forgetting.searchOf(
        context,
        `${projectLabel(state)} was looked for at ${endpoint} (api-version ${apiVersion})`,
    );
}

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
    const sought = [...state.resources.map(memberIdOf), ...(state.pending?.members ?? [])];
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
    const members = pending?.members ?? withoutKept(state).resources.map(memberIdOf);
    return members.every((id) => (findMember(list, id) !== undefined) === (pending?.verb === "assign"));
}
