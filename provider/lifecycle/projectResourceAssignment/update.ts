import type { LaneOutcome } from "../../language/lane/laneTicket";
import { findMember } from "../../language/members";
import { isoNow } from "../../polling/isoNow";
import type { LifecycleContext } from "../context";
import { ownerOf } from "../ownerOf";
import { deadlineOf } from "../timeouts";
import { toProperties } from "../toProperties";
import { compareMembers, type MemberChanges } from "./compare";
import { partial, sayAdopted } from "./create";
import { handedOver, noteHeld, reconcileNoted } from "./handover";
import { sayKept } from "./kept";
import { withPendingJob } from "./pendingJob";
import { stateAfter } from "./result";
import { settlePending } from "./settle";
import { type ProjectResourceAssignmentState, readState } from "./state";
import { withDoubt } from "./withDoubt";

/**
 * Brings the project from what is remembered to what is declared: assigns who joined (and who is missing), unassigns who
 * left, and unassigns and assigns again whose region or domain changed. A change of nothing else calls nothing.
 * `id` is the one that the engine knows the resource by. Default: a new resource's.
 * @throws PartialError when the project was, or may have been, changed; after any other error the old state holds.
 */
export async function update(
    context: LifecycleContext,
    olds: Record<string, unknown>,
    news: Record<string, unknown>,
    id?: string,
): Promise<Record<string, unknown>> {
    const old = readState(olds);
    const now = readState(news);
    const ownedSince = old.ownedSince ?? isoNow(context.clock);
    const changes = compareMembers(old, now);
    if (!old.pending && isEmpty(changes)) {
        noteHeld(context, { ...now, ownedSince });
        return toProperties({
            ...now,
            ownedSince,
            lastAssignJob: old.lastAssignJob,
            lastUnassignJob: old.lastUnassignJob,
        });
    }
    const deadline = deadlineOf("update", now.timeouts, context.clock, context.signal);
    const { doubtful, job } = await settlePending(context, old, now.resources, deadline);
    const prior = withPendingJob(old, job);
    const work = { ...workOf(now, changes), doubtful, deadline };
    const isSaved = ({ error, effective }: LaneOutcome) => !error || effective;
    const after = (seen: LaneOutcome) => ({ ...stateAfter(now, seen, prior), ownedSince });
    const outcome = await reconcileNoted(context, work, (seen) => (isSaved(seen) ? after(seen) : undefined));
    const kept = await handedOver(context, now, outcome.kept, deadline);
    const state = after({ ...outcome, kept });
    sayKept(context, now, outcome);
    if (outcome.error) {
        throw outcome.effective ? partial(withDoubt(state, old, doubtful), outcome.error, id) : outcome.error;
    }
    sayAdopted(context, now, outcome, old);
    return toProperties(state);
}

function workOf(now: ProjectResourceAssignmentState, { left, changed }: MemberChanges) {
    return {
        project: now,
        owner: ownerOf(now),
        assign: now.resources.filter(({ azureResourceId }) => !findMember(changed, azureResourceId)),
        reassign: changed,
        unassign: left.map((member) => member.azureResourceId),
        refuseExisting: [],
    };
}

function isEmpty({ joined, left, changed }: MemberChanges): boolean {
    return joined.length + left.length + changed.length === 0;
}
