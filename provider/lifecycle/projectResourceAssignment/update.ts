import type { LifecycleContext } from "../context";
import { ownerOf } from "../ownerOf";
import { deadlineOf } from "../timeouts";
import { toProperties } from "../toProperties";
import { compareMembers, type MemberChanges } from "./compare";
import { partial, sayAdopted } from "./create";
import { sayKept } from "./kept";
import { withPendingJob } from "./pendingJob";
import { stateAfter } from "./result";
import { settlePending } from "./settle";
import { readState } from "./state";

/**
 * Brings the project from what is remembered to what is declared: assigns who joined (and who is missing), unassigns who
 * left, and unassigns and assigns again whose region or domain changed. A change of nothing else calls nothing.
 * @throws PartialError when the project was, or may have been, changed; after any other error the old state holds.
 */
export async function update(
    context: LifecycleContext,
    olds: Record<string, unknown>,
    news: Record<string, unknown>,
): Promise<Record<string, unknown>> {
    const old = readState(olds);
    const now = readState(news);
    const changes = compareMembers(old, now);
    if (!old.pending && isEmpty(changes)) {
        return toProperties({ ...now, lastAssignJob: old.lastAssignJob, lastUnassignJob: old.lastUnassignJob });
    }
    const deadline = deadlineOf("update", now.timeouts, context.clock, context.signal);
    const { doubtful, job } = await settlePending(context, old, now.resources, deadline);
    const outcome = await context.language.reconcile({
        project: now,
        owner: ownerOf(now),
        assign: now.resources.filter(
            (member) => !changes.changed.some((changed) => changed.azureResourceId === member.azureResourceId),
        ),
        reassign: changes.changed,
        unassign: changes.left.map((member) => member.azureResourceId),
        doubtful,
        refuseExisting: [],
        deadline,
    });
    const state = stateAfter(now, outcome, withPendingJob(old, job));
    sayKept(context, now, outcome);
    if (outcome.error) {
        throw outcome.effective ? partial(state, outcome.error) : outcome.error;
    }
    sayAdopted(context, now, outcome, old);
    return toProperties(state);
}

function isEmpty({ joined, left, changed }: MemberChanges): boolean {
    return joined.length + left.length + changed.length === 0;
}
