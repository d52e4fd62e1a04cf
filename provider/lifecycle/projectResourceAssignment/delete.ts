import type { Deadline } from "../../core/deadline";
import { AssignmentsError, ifFound, isNotFound } from "../../core/errors";
import { findMember, memberIdOf } from "../../language/members";
import type { ChangeResult, ProjectChange } from "../../language/queue/change";
import { UnsettledError } from "../../language/queue/errors";
import type { LifecycleContext } from "../context";
import { secondLookInMs } from "../gone";
import { ownerOf } from "../results";
import { deadlineOf } from "../timeouts";
import { sayLeftAsFound, withoutKept } from "./members/keep";
import { isReplaced } from "./members/ownership";
import { permissionOfOld } from "./members/permission";
import { lookBeforeDeletingFirst } from "./members/replacement";
import { settlePending } from "./members/settle";
import {
    claimedOf,
    finished,
    restoreClaimed,
    sayLeft,
    sayTakeovers,
    takeoversOf,
    throwUnlessFinished,
} from "./members/takeover";
import { sayNothingToUnassign, withWayOutOfDeadHost } from "./read";
import { type ProjectResourceAssignmentState, readState } from "./state";

/** A delete in the middle of a program may come a moment before the new owner begins. */
const takeoverGraceInMs = 5_000;

/**
 * Unassigns the members that are owned, still there, and neither declared by another resource of this run nor taken over by
 * this one's replacement; waits until the list shows it. Nothing left to unassign, or no such project, is done without a job.
 */
export async function remove(context: LifecycleContext, properties: Record<string, unknown>): Promise<void> {
    const whole = readState(properties);
    const state = withoutReplaced(context, withoutKept(whole));
    const deadline = deadlineOf("delete", state.timeouts, context.clock, context.signal);
    await lookBeforeDeletingFirst(context, state, deadline);
    try {
        await unassignOurs(context, state, deadline);
    } catch (error) {
        throw withWayOutOfDeadHost(error, state);
    }
    sayLeftAsFound(context, whole);
    context.successors.gone(whole);
}

async function unassignOurs(
    context: LifecycleContext,
    state: ProjectResourceAssignmentState,
    deadline: Deadline,
): Promise<void> {
    if (state.resources.length === 0 && !state.pending) {
        return;
    }
    await refuseUnfinished(context, state, deadline);
    const { unverified } = await settlePending(context, state, [], deadline);
    const outcome = await reconcile(context, {
        project: state,
        owner: ownerOf(state),
        assign: [],
        reassign: [],
        unassign: state.resources.map(memberIdOf),
        unverified,
        permission: () => permissionOfOld(context, state),
        deadline,
    });
    const takeovers = await takeoversOf(context, state, outcome.claimed, deadline, takeoverGraceInMs);
    sayTakeovers(context, state, finished(takeovers));
    if (outcome.error && !(saysNotFound(outcome.error) && (await isGone(context, state, outcome, deadline)))) {
        throw withAdvice(outcome.error, hasLost(state, outcome));
    }
    if (isNotFound(outcome.error) && outcome.before === undefined && state.resources.length > 0) {
        sayNothingToUnassign(context, state, outcome.error);
    }
    throwUnlessFinished(context, state, takeovers);
    const ids = state.resources.map(memberIdOf);
    await restoreClaimed(context, state, { ids, isUnverified: false }, deadline);
}

/** A replacement that was forced, and not needed, has adopted what the old resource still has in its state. */
function withoutReplaced(
    context: LifecycleContext,
    state: ProjectResourceAssignmentState,
): ProjectResourceAssignmentState {
    const taken = new Set(state.resources.filter((member) => isReplaced(context, state, member)));
    for (const { azureResourceId } of taken) {
        sayLeft(context, state, azureResourceId, "its replacement has it");
    }
    return { ...state, resources: state.resources.filter((member) => !taken.has(member)) };
}

/** Does what the change asks for; a second time where the first list was a 404, which alone proves no project gone. */
async function reconcile({ language }: LifecycleContext, work: ProjectChange): Promise<ChangeResult> {
    const outcome = await language.submit(work);
    if (outcome.before !== undefined || !isNotFound(outcome.error)) {
        return outcome;
    }
    await work.deadline.sleepBeforeTry(secondLookInMs);
    return language.submit(work);
}

/**
 * Refuses, before anything is sent, a delete that would leave a member to another resource that does not have it: half a delete would
 * leave a state that is not true any more.
 */
async function refuseUnfinished(
    context: LifecycleContext,
    state: ProjectResourceAssignmentState,
    deadline: Deadline,
): Promise<void> {
    const claimed = claimedOf(context, state, state.resources.map(memberIdOf));
    throwUnlessFinished(context, state, await takeoversOf(context, state, claimed, deadline, takeoverGraceInMs));
}

/** Whether some of ours are gone, so that the state as it was is not true any more. */
function hasLost({ resources }: ProjectResourceAssignmentState, { before = [], after = [] }: ChangeResult): boolean {
    return resources.some(({ azureResourceId: id }) => findMember(before, id) && !findMember(after, id));
}

/** A delete that fails leaves the state as it was, so that an up alone would not see what it did. */
function withAdvice(error: Error, hasLostSome: boolean): Error {
    const message = `${error.message} Run destroy again to go on, or refresh to see what is left: an up alone does not look.`;
    if (error instanceof UnsettledError) {
        return new UnsettledError(message, error.pending, error);
    }
    return hasLostSome && error instanceof AssignmentsError
        ? new AssignmentsError(error.code, message, { ...error, cause: error })
        : error;
}

/** Whether a 404 is what went wrong: of a request, or of the look at what a job has done. */
function saysNotFound(error: Error): boolean {
    return isNotFound(error) || (error instanceof UnsettledError && isNotFound(error.cause));
}

/** Whether our members are gone, with the project or without: where it was listed before, one 404 is no proof of that. */
async function isGone(
    context: LifecycleContext,
    state: ProjectResourceAssignmentState,
    { before, claimed }: ChangeResult,
    deadline: Deadline,
): Promise<boolean> {
    const list = before && (await ifFound(context.language.list(state, deadline)));
    const ours = state.resources.filter((member) => !findMember(claimed, member.azureResourceId));
    return !list || !ours.some((member) => findMember(list, member.azureResourceId));
}
