import { isNotFound } from "../../http/isNotFound";
import type { LaneOutcome, LaneWork } from "../../language/lane/laneTicket";
import { UnsettledError } from "../../language/lane/unsettledError";
import { findMember, type ResourceMetadata } from "../../language/members";
import type { Deadline } from "../../polling/deadline";
import type { LifecycleContext } from "../context";
import { ownerOf } from "../ownerOf";
import { deadlineOf } from "../timeouts";
import { secondLookInMs } from "../unlessGone";
import { memberKey } from "./check";
import { sayKept } from "./kept";
import { settlePending } from "./settle";
import { type ProjectResourceAssignmentState, readState } from "./state";

/**
 * Unassigns the members that are owned, still there, and declared by no other resource of this run; waits until the list
 * shows it. Nothing left to unassign, or no such project, is done without a job.
 */
export async function remove(context: LifecycleContext, properties: Record<string, unknown>): Promise<void> {
    const state = readState(properties);
    const deadline = deadlineOf("delete", state.timeouts, context.clock, context.signal);
    const { doubtful } = await settlePending(context, state, [], deadline);
    const { leaving, kept } = divide(context, state);
    const outcome = await reconcile(context, {
        project: state,
        owner: ownerOf(state),
        assign: [],
        reassign: [],
        unassign: leaving.map((member) => member.azureResourceId),
        doubtful,
        refuseExisting: [],
        deadline,
    });
    const all = { ...outcome, kept: [...outcome.kept, ...kept] };
    sayKept(context, state, all);
    if (outcome.error && !(saysNotFound(outcome.error) && (await isGone(context, state, all, deadline)))) {
        throw withWayOn(outcome.error);
    }
}

/** What is to go, and what stays since the resource of this name has it anew: this is what an earlier replacement left behind. */
function divide(context: LifecycleContext, state: ProjectResourceAssignmentState) {
    const isLive = ({ azureResourceId }: ResourceMetadata) =>
        context.members.isLive(state.logicalName, memberKey(state, azureResourceId));
    return {
        leaving: state.resources.filter((member) => !isLive(member)),
        kept: state.resources.filter(isLive).map(({ azureResourceId }) => ({ azureResourceId, owner: ownerOf(state) })),
    };
}

/** Does the lane's work; a second time where the first list was a 404, which alone proves no project gone. */
async function reconcile({ language }: LifecycleContext, work: LaneWork): Promise<LaneOutcome> {
    const outcome = await language.reconcile(work);
    if (outcome.before !== undefined || !isNotFound(outcome.error)) {
        return outcome;
    }
    await work.deadline.sleepBeforeTry(secondLookInMs);
    return language.reconcile(work);
}

/** A delete that fails leaves the state as it was, so that an up alone would not see what it did. */
function withWayOn(error: Error): Error {
    return error instanceof UnsettledError
        ? new UnsettledError(
              `${error.message} Run destroy again to go on, or refresh to see what is left.`,
              error.pending,
              error,
          )
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
    { before, kept }: LaneOutcome,
    deadline: Deadline,
): Promise<boolean> {
    try {
        if (before === undefined) {
            return true;
        }
        const list = await context.language.list(state, deadline);
        const ours = state.resources.filter((member) => !findMember(kept, member.azureResourceId));
        return !ours.some((member) => findMember(list, member.azureResourceId));
    } catch (error) {
        if (isNotFound(error)) {
            return true;
        }
        throw error;
    }
}
