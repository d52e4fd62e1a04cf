import type { LaneOutcome, LaneWork } from "../../language/lane/laneTicket";
import type { ResourceMetadata } from "../../language/members";
import type { Deadline } from "../../polling/deadline";
import type { LifecycleContext, PlanContext } from "../context";
import { ownerOf } from "../ownerOf";
import { memberKey } from "./check";
import type { ProjectResourceAssignmentInputs, ProjectResourceAssignmentState } from "./state";

/** Notes that the members of a state belong to its resource: it was saved, or will be when the verb returns. */
export function noteHeld(context: PlanContext, state: ProjectResourceAssignmentState): void {
    context.members.holders.hold(ownerOf(state), keysOf(state));
    noteOwned(context, state);
}

/** Notes that a state is that of the present resource of its name, and not of one that was replaced. */
export function noteOwned(context: PlanContext, state: ProjectResourceAssignmentState): void {
    if (state.ownedSince !== undefined) {
        context.members.holders.own(ownerOf(state), keysOf(state), state.ownedSince);
    }
}

/** Whether the replacement of a state's resource has the member. */
export function isReplaced(
    context: PlanContext,
    state: ProjectResourceAssignmentState,
    member: ResourceMetadata,
): boolean {
    const key = memberKey(state, member.azureResourceId);
    return context.members.holders.isReplaced(ownerOf(state), key, state.ownedSince);
}

function keysOf(state: ProjectResourceAssignmentInputs): string[] {
    return state.resources.map(({ azureResourceId }) => memberKey(state, azureResourceId));
}

/** Does the lane's work, and notes what the resource holds after it (nothing, when there is no state to be saved). */
export function reconcileNoted(
    context: LifecycleContext,
    work: LaneWork,
    stateOf: (outcome: LaneOutcome) => ProjectResourceAssignmentState | undefined,
): Promise<LaneOutcome> {
    return context.members.holders.work(work.owner, async () => {
        const outcome = await context.language.reconcile(work);
        const state = stateOf(outcome);
        if (state) {
            noteHeld(context, state);
        }
        return outcome;
    });
}

/** Of the members that were left alone, those that their new owner holds; the others must stay in our state as well. */
export async function handedOver(
    context: LifecycleContext,
    project: ProjectResourceAssignmentInputs,
    kept: LaneOutcome["kept"],
    deadline: Deadline,
): Promise<LaneOutcome["kept"]> {
    const { holders } = context.members;
    const held = await Promise.all(
        kept.map(({ azureResourceId, owner }) =>
            holders.heirState(owner, memberKey(project, azureResourceId), deadline),
        ),
    );
    return kept.filter((_, index) => held[index] === "has it");
}
