import { isNotFound } from "../../http/isNotFound";
import type { LaneOutcome } from "../../language/lane/laneTicket";
import type { Deadline } from "../../polling/deadline";
import type { LifecycleContext } from "../context";
import { ownerOf } from "../ownerOf";
import { deadlineOf } from "../timeouts";
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
    const doubtful = await settlePending(context, state, [], deadline);
    const outcome = await context.language.reconcile({
        project: state,
        owner: ownerOf(state),
        assign: [],
        reassign: [],
        unassign: state.resources.map((member) => member.azureResourceId),
        doubtful,
        refuseExisting: [],
        deadline,
    });
    sayKept(context, state, outcome);
    if (outcome.error && !(isNotFound(outcome.error) && (await isGone(context, state, outcome, deadline)))) {
        throw outcome.error;
    }
}

/** Whether the project itself is not found: where it was listed before, a 404 of something else is no proof of that. */
async function isGone(
    context: LifecycleContext,
    state: ProjectResourceAssignmentState,
    { before }: LaneOutcome,
    deadline: Deadline,
): Promise<boolean> {
    try {
        if (before !== undefined) {
            await context.language.list(state, deadline);
        }
        return before === undefined;
    } catch (error) {
        if (isNotFound(error)) {
            return true;
        }
        throw error;
    }
}
