import type { Deadline } from "../../../core/deadline";
import { findMember, type ResourceMetadata } from "../../../language/members";
import { projectLabel } from "../../../language/projectAddress";
import type { ChangeResult, DeploymentLeave, KeptMember, ProjectChange } from "../../../language/queue/change";
import type { LifecycleContext, PlanContext } from "../../context";
import { waysToLetGo } from "../../deploymentsConfig";
import { unlessGone } from "../../gone";
import { ownerOf } from "../../results";
import { memberKey, memberKeys } from "../check";
import type { ProjectResourceAssignmentInputs, ProjectResourceAssignmentState } from "../state";
import { keptMembers, type LeftMember } from "./keep";

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

/** Notes that a job may yet unassign the members, or that the list may not show yet that it has, whoever comes to declare them. */
function noteUnverified(context: PlanContext, state: ProjectResourceAssignmentInputs, ids: readonly string[]): void {
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

/** How far the heirs of members are that were left alone; only who "has it" has taken it over. */
export function heirsOf(
    context: LifecycleContext,
    project: ProjectResourceAssignmentInputs,
    kept: readonly KeptMember[],
    deadline: Deadline,
    graceInMs?: number,
): Promise<LeftMember[]> {
    const { ownership } = context.members;
    return Promise.all(
        kept.map(async (member) => {
            const key = memberKey(project, member.azureResourceId);
            return { ...member, state: await ownership.heirState(member.owner, key, deadline, graceInMs) };
        }),
    );
}

/** Whether the deployments on members that an update unassigns may go: as the program declares, or the configuration. */
export function leaveOfDeclared(context: PlanContext, now: ProjectResourceAssignmentState): DeploymentLeave {
    return {
        allowed: now.deleteDeployments || context.deleteDeployments.allows(now.projectName),
        wayOn: `If they may go, set deleteDeployments: true on "${ownerOf(now)}" and run up again; else keep the resource, or delete the deployments first.`,
    };
}

/**
 * Whether the deployments on members of an old resource may go: as the program declares now in its place, else as its own state
 * says, or the configuration.
 */
export function leaveOfOld(context: PlanContext, old: ProjectResourceAssignmentState): DeploymentLeave {
    const now = context.successors.of(old)?.now;
    const isConfigured = context.deleteDeployments.allows(old.projectName);
    if (now) {
        const { allowed, wayOn } = leaveOfDeclared(context, now);
        return { allowed: allowed || isConfigured, wayOn };
    }
    const problem = context.deleteDeployments.problem;
    return {
        allowed: old.deleteDeployments || isConfigured,
        wayOn: `If they may go, ${waysToLetGo(old.projectName)}; else delete the deployments first. ${problem ?? ""}`.trimEnd(),
    };
}

/** Members that a job of ours unassigned, or may yet unassign. */
export interface TakenMembers {
    /** Their ARM ids. */
    ids: readonly string[];
    /** Whether the list proves nothing of them, since the job may still take effect, or its effect may not show yet. */
    isUnverified: boolean;
}

/**
 * Looks, after an unassign of ours, at what others of this run declare: one of them may have found such a member in the list
 * while the job ran, and taken it over. Has it assigned again, and says so. What is unverified is assigned whatever the list
 * shows, by those too that have yet to begin.
 * @throws what keeps it from being assigned again; nobody else would notice.
 */
export async function restoreNeighbours(
    context: LifecycleContext,
    state: ProjectResourceAssignmentState,
    { ids, isUnverified }: TakenMembers,
    deadline: Deadline,
): Promise<void> {
    if (isUnverified) {
        // Who comes to declare such a member later finds it in the list, and must not believe that.
        noteUnverified(context, state, ids);
    }
    const theirs = await declaredByHeirs(context, state, ids, deadline);
    const list =
        theirs.length > 0 ? await unlessGone(deadline, () => context.language.list(state, deadline)) : undefined;
    const lost = list ? theirs.filter(({ azureResourceId: id }) => isUnverified || !findMember(list, id)) : [];
    if (lost.length === 0) {
        return;
    }
    const lostIds = lost.map(({ azureResourceId }) => azureResourceId);
    const { error } = await context.language.submit({
        project: state,
        owner: ownerOf(state),
        assign: lost,
        reassign: [],
        unassign: [],
        unverified: isUnverified ? lostIds : [],
        leave: () => leaveOfOld(context, state),
        deadline,
    });
    if (error) {
        throw error;
    }
    context.report.info(
        `${context.names.list(lostIds)} was assigned to ${projectLabel(state)} again: a job of "${ownerOf(state)}" unassigns it, and another resource of this program has come to declare it`,
    );
}

/** The members as those declare them that have them in their state by now. */
async function declaredByHeirs(
    context: LifecycleContext,
    state: ProjectResourceAssignmentState,
    ids: readonly string[],
    deadline: Deadline,
): Promise<ResourceMetadata[]> {
    const left = ids.flatMap((azureResourceId) => {
        const owner = context.members.otherOwner(memberKey(state, azureResourceId), ownerOf(state));
        return owner === undefined ? [] : [{ azureResourceId, owner }];
    });
    const heirs = await heirsOf(context, state, left, deadline);
    return heirs
        .filter((heir) => heir.state === "has it")
        .flatMap(({ azureResourceId, owner }) => {
            const declared = context.members.declaredBy(owner);
            return (declared && findMember(declared.resources, azureResourceId)) ?? [];
        });
}
