import { isNotFound } from "../../http/isNotFound";
import type { LifecycleContext } from "../context";
import { ownerOf } from "../ownerOf";
import { deadlineOf } from "../timeouts";
import { sayKept } from "./kept";
import { settlePending } from "./settle";
import { readState } from "./state";

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
    if (outcome.error && !isNotFound(outcome.error)) {
        throw outcome.error;
    }
}
