import { isoNow } from "../../core/clock";
import { toProperties } from "../../core/json";
import { printableText } from "../../core/text";
import { findMember, type ResourceMetadata } from "../../language/members";
import { projectLabel } from "../../language/projectAddress";
import type { ChangeResult } from "../../language/queue/change";
import { canonicalRegion } from "../../validation/ids";
import type { LifecycleContext } from "../context";
import { ownerOf, PartialError } from "../results";
import { deadlineOf } from "../timeouts";
import { judgeExisting, keptAfter, keptMembers, withoutKept } from "./members/keep";
import { submitNoted, unverifiedOf } from "./members/ownership";
import { permissionOfDeclared } from "./members/permission";
import { refuseUnlessOldMayGo } from "./members/replacement";
import { predecessorsWith } from "./members/successors";
import {
    idOf,
    type ProjectResourceAssignmentInputs,
    type ProjectResourceAssignmentState,
    readState,
    stateAfter,
} from "./state";

/** A created resource: its id, and what is to be remembered. */
export interface Created {
    id: string;
    state: Record<string, unknown>;
}

/**
 * Assigns what is declared and not yet there, and adopts what is.
 * @throws PartialError when something was, or may have been, assigned; any other error means that nothing was.
 */
export async function create(context: LifecycleContext, properties: Record<string, unknown>): Promise<Created> {
    const inputs = readState(properties);
    const deadline = deadlineOf("create", inputs.timeouts, context.clock, context.signal);
    const owner = ownerOf(inputs);
    const replaced = context.successors.ofOwner(owner);
    if (replaced?.isReplacement && !replaced.isGone) {
        await refuseUnlessOldMayGo(context, replaced.old, deadline);
    }
    const work = {
        project: inputs,
        owner,
        assign: inputs.resources,
        reassign: [],
        unassign: [],
        unverified: unverifiedOf(context, inputs),
        permission: () => permissionOfDeclared(context, inputs),
        judge: judgeExisting(context, inputs),
        deadline,
    };
    const ownedSince = isoNow(context.clock);
    const predecessors = replaced && predecessorsWith(replaced.old);
    const isSaved = (seen: ChangeResult) => !seen.error || leavesTraces(inputs, seen);
    const after = (seen: ChangeResult) => ({
        ...stateAfter(inputs, seen),
        ownedSince,
        predecessors,
        kept: keptAfter(context, inputs, seen.before ?? []),
    });
    const outcome = await submitNoted(context, work, (seen) => (isSaved(seen) ? after(seen) : undefined));
    const state = after(outcome);
    if (replaced && isSaved(outcome)) {
        replaced.isThere = true;
    }
    if (outcome.error) {
        if (!leavesTraces(inputs, outcome)) {
            throw outcome.error;
        }
        sayAdopted(context, inputs, state, outcome);
        throw partial(state, outcome.error);
    }
    sayAdopted(context, inputs, state, outcome);
    return { id: idOf(inputs), state: toProperties(state) };
}

/** The error of an operation that left the project changed, or may have. */
export function partial(state: ProjectResourceAssignmentState, error: Error, id = idOf(state)): PartialError {
    const reasons = [
        error.message,
        "What is there, or may be, is kept in the state: run the same command again to go on, or destroy to clean up.",
    ];
    return new PartialError(id, toProperties(state), reasons, error);
}

/** Says which members were there before us: they are ours from now on, and destroy will unassign them; or they are kept as they are. */
export function sayAdopted(
    context: LifecycleContext,
    declared: ProjectResourceAssignmentInputs,
    state: ProjectResourceAssignmentState,
    { before = [] }: Pick<ChangeResult, "before">,
    prior?: ProjectResourceAssignmentState,
): void {
    const isNew = ({ azureResourceId: id }: ResourceMetadata) =>
        findMember(before, id) !== undefined && !findMember(prior?.resources ?? [], id);
    const there = (members: readonly ResourceMetadata[]) => members.filter(isNew).map((one) => one.azureResourceId);
    const adopted = there(withoutKept(state).resources);
    if (adopted.length > 0) {
        const [were, belong, them] = adopted.length === 1 ? ["was", "belongs", "it"] : ["were", "belong", "them"];
        const text = `${were} assigned to ${projectLabel(state)} already and now ${belong} to "${ownerOf(state)}"`;
        context.report.info(`${context.names.list(adopted)} ${text}, whose destroy will unassign ${them}`);
        warnOfOtherRegions(context, declared, state, adopted);
    }
    const kept = there(keptMembers(state));
    if (kept.length > 0) {
        const [were, stay] = kept.length === 1 ? ["was", "stays"] : ["were", "stay"];
        const text = `${were} assigned to ${projectLabel(state)} already and ${stay} so`;
        context.report.info(`${context.names.list(kept)} ${text}, whatever becomes of "${ownerOf(state)}"`);
    }
}

/** Warns of members that were taken over with another region than the one declared: to adopt is not to unassign, and what is declared is not true yet. */
function warnOfOtherRegions(
    context: LifecycleContext,
    declared: ProjectResourceAssignmentInputs,
    state: ProjectResourceAssignmentState,
    adopted: readonly string[],
): void {
    for (const azureResourceId of adopted) {
        const there = findMember(state.resources, azureResourceId)?.region;
        const wanted = findMember(declared.resources, azureResourceId)?.region;
        if (there && wanted && canonicalRegion(there) !== canonicalRegion(wanted)) {
            context.report.warn(
                `"${ownerOf(state)}" took ${context.names.one(azureResourceId)} over with the region ${printableText(there)}, not ${wanted}: ` +
                    `the next up unassigns it from ${projectLabel(state)} and assigns it again. Declare the region that is there if it is to stay.`,
            );
        }
    }
}

function leavesTraces(inputs: ProjectResourceAssignmentInputs, outcome: ChangeResult): boolean {
    const gained = inputs.resources.some(
        ({ azureResourceId }) =>
            findMember(outcome.after ?? [], azureResourceId) && !findMember(outcome.before ?? [], azureResourceId),
    );
    return outcome.pending !== undefined || (outcome.effective && gained);
}
