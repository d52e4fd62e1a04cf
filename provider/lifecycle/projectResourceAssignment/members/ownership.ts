import type { ResourceMetadata } from "../../../language/members";
import type { ChangeResult, ProjectChange } from "../../../language/queue/change";
import type { LifecycleContext, PlanContext } from "../../context";
import { ownerOf } from "../../results";
import { memberKey, memberKeys } from "../check";
import type { ProjectResourceAssignmentInputs, ProjectResourceAssignmentState } from "../state";
import { keptMembers } from "./keep";

/** Notes that the members of a state belong to its resource: it was saved, or will be when the verb returns. */
export function noteHeld(context: PlanContext, state: ProjectResourceAssignmentState): void {
    const { ownership } = context.members;
    ownership.hold(ownerOf(state), keysOf(state));
    ownership.keep(ownerOf(state), keysOf({ ...state, resources: keptMembers(state) }));
    noteOwned(context, state);
}

/** Notes that a state is that of the present resource of its name, and not of one that was replaced. */
export function noteOwned(context: PlanContext, state: ProjectResourceAssignmentState): void {
    if (state.ownedSince !== undefined) {
        context.members.ownership.own(ownerOf(state), keysOf(state), state.ownedSince);
    }
}

/** Whether the replacement of a state's resource has the member. */
export function isReplaced(
    context: PlanContext,
    state: ProjectResourceAssignmentState,
    member: ResourceMetadata,
): boolean {
    const key = memberKey(state, member.azureResourceId);
    return context.members.ownership.isReplaced(ownerOf(state), key, state.ownedSince);
}

function keysOf(state: ProjectResourceAssignmentInputs): string[] {
    const keyOf = memberKeys(state);
    return state.resources.map(({ azureResourceId }) => keyOf(azureResourceId));
}

/** Notes that a job may yet unassign the members, or that the list may not show yet that it has. */
export function noteUnverified(
    context: PlanContext,
    state: ProjectResourceAssignmentInputs,
    ids: readonly string[],
): void {
    for (const id of ids) {
        context.members.unverified.add(memberKey(state, id));
    }
}

/** The ARM ids of the declared members that another resource's job may yet unassign: they are assigned whatever the list shows. */
export function unverifiedOf({ members }: PlanContext, inputs: ProjectResourceAssignmentInputs): string[] {
    return inputs.resources
        .map(({ azureResourceId }) => azureResourceId)
        .filter((id) => members.unverified.has(memberKey(inputs, id)));
}

/** Does what the change asks for, and notes what the resource holds after it (nothing, when there is no state to be saved). */
export function submitNoted(
    context: LifecycleContext,
    work: ProjectChange,
    stateOf: (outcome: ChangeResult) => ProjectResourceAssignmentState | undefined,
): Promise<ChangeResult> {
    return context.members.ownership.work(work.owner, async () => {
        const outcome = await context.language.submit(work);
        const state = stateOf(outcome);
        if (state) {
            noteHeld(context, state);
        }
        return outcome;
    });
}
