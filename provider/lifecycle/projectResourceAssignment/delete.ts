import type { Deadline } from "../../core/deadline";
import { AssignmentsError, ifFound, isNotFound } from "../../core/errors";
import { findMember } from "../../language/members";
import type { ChangeResult, ProjectChange } from "../../language/queue/change";
import { UnsettledError } from "../../language/queue/errors";
import type { LifecycleContext } from "../context";
import { secondLookInMs } from "../gone";
import { ownerOf } from "../results";
import { deadlineOf } from "../timeouts";
import { memberKey } from "./check";
import { orphanedError, sayKept, sayLeft, sayLeftAsFound, withoutKept } from "./members/keep";
import { heirsOf, isReplaced, leaveOfOld, restoreNeighbours } from "./members/ownership";
import { lookBeforeDeletingFirst } from "./members/replacement";
import { settlePending } from "./members/settle";
import { sayNothingToUnassign, withWayOutOfDeadHost } from "./read";
import { type ProjectResourceAssignmentState, readState } from "./state";

/** A delete in the middle of a program may come a moment before its heir begins. */
const heirGraceInMs = 5_000;

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
    await refuseOrphans(context, state, deadline);
    const { unverified } = await settlePending(context, state, [], deadline);
    const outcome = await reconcile(context, {
        project: state,
        owner: ownerOf(state),
        assign: [],
        reassign: [],
        unassign: state.resources.map((member) => member.azureResourceId),
        unverified,
        leave: () => leaveOfOld(context, state),
        deadline,
    });
    const left = await heirsOf(context, state, outcome.kept, deadline, heirGraceInMs);
    sayKept(
        context,
        state,
        left.filter((member) => member.state === "has it"),
    );
    if (outcome.error && !(saysNotFound(outcome.error) && (await isGone(context, state, outcome, deadline)))) {
        throw withWayOn(outcome.error, hasLost(state, outcome));
    }
    if (isNotFound(outcome.error) && outcome.before === undefined && state.resources.length > 0) {
        sayNothingToUnassign(context, state, outcome.error);
    }
    const orphaned = left.filter((member) => member.state !== "has it");
    if (orphaned.length > 0) {
        throw orphanedError(context, state, orphaned);
    }
    const ids = state.resources.map((member) => member.azureResourceId);
    await restoreNeighbours(context, state, { ids, isUnverified: false }, deadline);
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
 * Refuses, before anything is sent, to delete what leaves a member to another resource that does not have it: half a delete would
 * leave a state that is not true any more.
 */
async function refuseOrphans(
    context: LifecycleContext,
    state: ProjectResourceAssignmentState,
    deadline: Deadline,
): Promise<void> {
    const left = state.resources.flatMap(({ azureResourceId }) => {
        const owner = context.members.otherOwner(memberKey(state, azureResourceId), ownerOf(state));
        return owner === undefined ? [] : [{ azureResourceId, owner }];
    });
    const heirs = await heirsOf(context, state, left, deadline, heirGraceInMs);
    const orphaned = heirs.filter((member) => member.state !== "has it");
    if (orphaned.length > 0) {
        throw orphanedError(context, state, orphaned);
    }
}

/** Whether some of ours are gone, so that the state as it was is not true any more. */
function hasLost({ resources }: ProjectResourceAssignmentState, { before = [], after = [] }: ChangeResult): boolean {
    return resources.some(({ azureResourceId: id }) => findMember(before, id) && !findMember(after, id));
}

/** A delete that fails leaves the state as it was, so that an up alone would not see what it did. */
function withWayOn(error: Error, hasLostSome: boolean): Error {
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
    { before, kept }: ChangeResult,
    deadline: Deadline,
): Promise<boolean> {
    const list = before && (await ifFound(context.language.list(state, deadline)));
    const ours = state.resources.filter((member) => !findMember(kept, member.azureResourceId));
    return !list || !ours.some((member) => findMember(list, member.azureResourceId));
}
