import { AssignmentsError } from "../../http/assignmentsError";
import { projectLabel } from "../../language/projectAddress";
import type { LifecycleContext } from "../context";
import { ownerOf } from "../ownerOf";
import { memberKey } from "./check";
import { keptMembers } from "./existing";
import type { LeftMember } from "./handover";
import type { ProjectResourceAssignmentInputs, ProjectResourceAssignmentState } from "./state";

/** Says which members were not unassigned, who declares them, and which of them stay in this resource's state for now. */
export function sayKept(
    context: LifecycleContext,
    inputs: ProjectResourceAssignmentInputs,
    left: readonly LeftMember[],
): void {
    for (const { azureResourceId, owner, state } of left) {
        const until =
            state === "has it"
                ? ""
                : `; it stays in the state of "${ownerOf(inputs)}" as well, since "${owner}" ${state}`;
        sayLeft(context, inputs, azureResourceId, `"${owner}" declares it${until}`);
        if (context.members.holders.onlyKeeps(owner, memberKey(inputs, azureResourceId))) {
            context.report.warn(
                `"${owner}" keeps ${context.names.one(azureResourceId)}, which "${ownerOf(inputs)}" owned, and does not own it: no destroy will unassign it. ` +
                    'Set existing to "adopt" there to own it.',
            );
        }
    }
}

/** Says which members stay as they were found, since they were never owned. */
export function sayLeftAsFound(context: LifecycleContext, state: ProjectResourceAssignmentState): void {
    const ids = keptMembers(state).map(({ azureResourceId }) => azureResourceId);
    if (ids.length > 0) {
        const was = ids.length === 1 ? "it was" : "they were";
        context.report.info(
            `"${ownerOf(state)}" leaves ${context.names.list(ids)} assigned to ${projectLabel(state)}: ${was} there before it`,
        );
    }
}

/**
 * The error of a delete that left members to heirs that do not have them: were it to succeed, nobody's state would know of
 * them, and nobody would ever unassign them.
 */
export function orphanedError(
    context: LifecycleContext,
    inputs: ProjectResourceAssignmentInputs,
    orphaned: readonly LeftMember[],
): AssignmentsError {
    const { names } = context;
    const stories = orphaned.map(
        ({ azureResourceId, owner, state }) =>
            `${names.one(azureResourceId)} is left to "${owner}", which declares it and ${state}`,
    );
    return new AssignmentsError(
        "HeirWithout",
        `Deleting "${ownerOf(inputs)}" is not finished: ${stories.join("; ")}. Until "${orphaned[0]?.owner}" has it, "${ownerOf(inputs)}" stays in the state, ` +
            `so that it is not forgotten. ${wayOn(orphaned)}`,
    );
}

/** What has not begun may be waiting for this very delete, so that the same command would fail again. */
function wayOn(orphaned: readonly LeftMember[]): string {
    const again = "Mend what failed, or take it out of the program, and run the same command again.";
    return orphaned.some(({ state }) => state === "has not begun")
        ? `${again} What has not begun may be held up by this delete: then allow more --parallel, or --continue-on-error.`
        : again;
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
