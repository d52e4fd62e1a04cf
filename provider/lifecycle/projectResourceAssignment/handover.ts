import type { KeptMember, LaneOutcome, LaneWork } from "../../language/lane/laneTicket";
import type { ResourceMetadata } from "../../language/members";
import type { Deadline } from "../../polling/deadline";
import type { LifecycleContext, PlanContext } from "../context";
import type { HeirState } from "../holders";
import { ownerOf } from "../ownerOf";
import { memberKey } from "./check";
import { keptMembers } from "./existing";
import type { ProjectResourceAssignmentInputs, ProjectResourceAssignmentState } from "./state";

/** Notes that the members of a state belong to its resource: it was saved, or will be when the verb returns. */
export function noteHeld(context: PlanContext, state: ProjectResourceAssignmentState): void {
    const { holders } = context.members;
    holders.hold(ownerOf(state), keysOf(state));
    holders.keep(ownerOf(state), keysOf({ ...state, resources: keptMembers(state) }));
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

/** Notes that a job may yet unassign the members, or that the list may not show yet that it has, whoever comes to declare them. */
export function noteDoubtful(
    context: PlanContext,
    state: ProjectResourceAssignmentInputs,
    ids: readonly string[],
): void {
    for (const id of ids) {
        context.members.doubtful.add(memberKey(state, id));
    }
}

/** The ARM ids of the declared members that another resource's job may yet unassign: they are assigned whatever the list shows. */
export function doubtfulOf({ members }: PlanContext, inputs: ProjectResourceAssignmentInputs): string[] {
    return inputs.resources
        .map(({ azureResourceId }) => azureResourceId)
        .filter((id) => members.doubtful.has(memberKey(inputs, id)));
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

/** A member that was left to another resource, and how far that one is with it. */
export type LeftMember = KeptMember & { state: HeirState };

/** How far the heirs of members are that were left alone; only who "has it" has taken it over. */
export function heirsOf(
    context: LifecycleContext,
    project: ProjectResourceAssignmentInputs,
    kept: readonly KeptMember[],
    deadline: Deadline,
    graceInMs?: number,
): Promise<LeftMember[]> {
    const { holders } = context.members;
    return Promise.all(
        kept.map(async (member) => {
            const key = memberKey(project, member.azureResourceId);
            return { ...member, state: await holders.heirState(member.owner, key, deadline, graceInMs) };
        }),
    );
}
