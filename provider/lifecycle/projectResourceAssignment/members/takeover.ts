import type { Deadline } from "../../../core/deadline";
import { AssignmentsError } from "../../../core/errors";
import { findMember, memberIdOf, type ResourceMetadata } from "../../../language/members";
import { projectLabel } from "../../../language/projectAddress";
import type { ClaimedMember } from "../../../language/queue/change";
import type { LifecycleContext } from "../../context";
import { unlessGone } from "../../gone";
import type { TakeoverState } from "../../ownership";
import { ownerOf } from "../../results";
import { memberKey } from "../check";
import type { ProjectResourceAssignmentInputs, ProjectResourceAssignmentState } from "../state";
import { noteUnverified } from "./ownership";
import { permissionOfOld } from "./permission";

/** A member that another resource declares, and how far that one is with taking it over. */
export type Takeover = ClaimedMember & { state: TakeoverState };

/** Of a resource's members those that other resources of this run declare. */
export function claimedOf(
    { members }: LifecycleContext,
    state: ProjectResourceAssignmentInputs,
    ids: readonly string[],
): ClaimedMember[] {
    return ids.flatMap((azureResourceId) => {
        const owner = members.otherOwner(memberKey(state, azureResourceId), ownerOf(state));
        return owner === undefined ? [] : [{ azureResourceId, owner }];
    });
}

/** Waits for those that declare the members, and answers how far they are; a new owner that "has it" has taken the member over. */
export function takeoversOf(
    { members }: LifecycleContext,
    project: ProjectResourceAssignmentInputs,
    claimed: readonly ClaimedMember[],
    deadline: Deadline,
    graceInMs?: number,
): Promise<Takeover[]> {
    return Promise.all(
        claimed.map(async (member) => {
            const key = memberKey(project, member.azureResourceId);
            return { ...member, state: await members.ownership.takeoverState(member.owner, key, deadline, graceInMs) };
        }),
    );
}

/** Those that the new owner has finished. */
export function finished(takeovers: readonly Takeover[]): Takeover[] {
    return takeovers.filter(({ state }) => state === "has it");
}

/** Says which members were not unassigned, who declares them, and which of them stay in this resource's state for now. */
export function sayTakeovers(
    context: LifecycleContext,
    inputs: ProjectResourceAssignmentInputs,
    takeovers: readonly Takeover[],
): void {
    for (const { azureResourceId, owner, state } of takeovers) {
        const until =
            state === "has it"
                ? ""
                : `; it stays in the state of "${ownerOf(inputs)}" as well, since "${owner}" ${state}`;
        sayLeft(context, inputs, azureResourceId, `"${owner}" declares it${until}`);
        if (context.members.ownership.onlyKeeps(owner, memberKey(inputs, azureResourceId))) {
            context.report.warn(
                `"${owner}" keeps ${context.names.one(azureResourceId)}, which "${ownerOf(inputs)}" owned, and does not own it: no destroy will unassign it. ` +
                    'Set existing to "adopt" there to own it.',
            );
        }
    }
}

/** Says that a member was not unassigned, and why. */
export function sayLeft(
    context: LifecycleContext,
    inputs: ProjectResourceAssignmentInputs,
    azureResourceId: string,
    why: string,
): void {
    const name = context.names.one(azureResourceId);
    context.report.info(`"${ownerOf(inputs)}" leaves ${name} assigned to ${projectLabel(inputs)}: ${why}`);
}

/**
 * Fails a delete that leaves members to new owners that do not have them: if it succeeded, no state would have them, and nobody would
 * ever unassign them.
 */
export function throwUnlessFinished(
    { names }: LifecycleContext,
    inputs: ProjectResourceAssignmentInputs,
    takeovers: readonly Takeover[],
): void {
    const unfinished = takeovers.filter(({ state }) => state !== "has it");
    if (unfinished.length === 0) {
        return;
    }
    const parts = unfinished.map(
        ({ azureResourceId, owner, state }) =>
            `${names.one(azureResourceId)} is left to "${owner}", which declares it and ${state}`,
    );
    throw new AssignmentsError(
        "HeirWithout",
        `Deleting "${ownerOf(inputs)}" is not finished: ${parts.join("; ")}. Until "${unfinished[0]?.owner}" has it, "${ownerOf(inputs)}" stays in the state, ` +
            `so that it is not forgotten. ${adviceFor(unfinished)}`,
    );
}

/** What has not begun may be waiting for this very delete, so that the same command would fail again. */
function adviceFor(takeovers: readonly Takeover[]): string {
    const again = "Mend what failed, or take it out of the program, and run the same command again.";
    return takeovers.some(({ state }) => state === "has not begun")
        ? `${again} What has not begun may be held up by this delete: then leave deleteBeforeReplace out, or allow more --parallel.`
        : again;
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
 * shows, also by resources that have yet to begin.
 * @throws what keeps it from being assigned again; nobody else would notice.
 */
export async function restoreClaimed(
    context: LifecycleContext,
    state: ProjectResourceAssignmentState,
    { ids, isUnverified }: TakenMembers,
    deadline: Deadline,
): Promise<void> {
    if (isUnverified) {
        // A resource that comes to declare such a member later finds it in the list, and must not believe that.
        noteUnverified(context, state, ids);
    }
    const theirs = await membersOfNewOwners(context, state, ids, deadline);
    const list =
        theirs.length > 0 ? await unlessGone(deadline, () => context.language.list(state, deadline)) : undefined;
    const lost = list ? theirs.filter(({ azureResourceId: id }) => isUnverified || !findMember(list, id)) : [];
    if (lost.length === 0) {
        return;
    }
    const lostIds = lost.map(memberIdOf);
    const { error } = await context.language.submit({
        project: state,
        owner: ownerOf(state),
        assign: lost,
        reassign: [],
        unassign: [],
        unverified: isUnverified ? lostIds : [],
        permission: () => permissionOfOld(context, state),
        deadline,
    });
    if (error) {
        throw error;
    }
    const [was, it] = lostIds.length === 1 ? ["was", "it"] : ["were", "them"];
    context.report.info(
        `${context.names.list(lostIds)} ${was} assigned to ${projectLabel(state)} again: a job of "${ownerOf(state)}" unassigns ${it}, ` +
            `and another resource of this program has come to declare ${it}`,
    );
}

/** The members as those resources declare them that have taken them over by now. */
async function membersOfNewOwners(
    context: LifecycleContext,
    state: ProjectResourceAssignmentState,
    ids: readonly string[],
    deadline: Deadline,
): Promise<ResourceMetadata[]> {
    const takeovers = await takeoversOf(context, state, claimedOf(context, state, ids), deadline);
    return finished(takeovers).flatMap(({ azureResourceId, owner }) => {
        const declared = context.members.declaredBy(owner);
        return (declared && findMember(declared.resources, azureResourceId)) ?? [];
    });
}
