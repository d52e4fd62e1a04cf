import { findMember, type ResourceMetadata } from "../../language/members";
import { projectLabel } from "../../language/projectAddress";
import type { Deadline } from "../../polling/deadline";
import type { LifecycleContext } from "../context";
import { ownerOf } from "../ownerOf";
import { unlessGone } from "../unlessGone";
import { memberKey } from "./check";
import { heirsOf, noteDoubtful } from "./handover";
import { leaveOfOld } from "./leave";
import type { ProjectResourceAssignmentState } from "./state";

/** Members that a job of ours unassigned, or may yet unassign. */
export interface TakenMembers {
    /** Their ARM ids. */
    ids: readonly string[];
    /** Whether the list proves nothing of them, since the job may still take effect, or its effect may not show yet. */
    isDoubtful: boolean;
}

/**
 * Looks, after an unassign of ours, at what others of this run declare: one of them may have found such a member in the list
 * while the job ran, and taken it over. Has it assigned again, and says so. What is in doubt is assigned whatever the list
 * shows, by those too that have yet to begin.
 * @throws what keeps it from being assigned again; nobody else would notice.
 */
export async function restoreNeighbours(
    context: LifecycleContext,
    state: ProjectResourceAssignmentState,
    { ids, isDoubtful }: TakenMembers,
    deadline: Deadline,
): Promise<void> {
    if (isDoubtful) {
        // Who comes to declare such a member later finds it in the list, and must not believe that.
        noteDoubtful(context, state, ids);
    }
    const theirs = await declaredByHeirs(context, state, ids, deadline);
    const list =
        theirs.length > 0 ? await unlessGone(deadline, () => context.language.list(state, deadline)) : undefined;
    const lost = list ? theirs.filter(({ azureResourceId: id }) => isDoubtful || !findMember(list, id)) : [];
    if (lost.length === 0) {
        return;
    }
    const lostIds = lost.map(({ azureResourceId }) => azureResourceId);
    const { error } = await context.language.reconcile({
        project: state,
        owner: ownerOf(state),
        assign: lost,
        reassign: [],
        unassign: [],
        doubtful: isDoubtful ? lostIds : [],
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
