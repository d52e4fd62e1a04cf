import type { LaneOutcome } from "../../language/lane/laneTicket";
import { type AssignedResource, findMember, idSet, type ResourceMetadata } from "../../language/members";
import { canonicalRegion } from "../../validation/canonicalRegion";
import { compareMembers } from "./compare";
import type { ProjectResourceAssignmentInputs, ProjectResourceAssignmentState, StoredPending } from "./state";

/**
 * What is to be remembered after the lane's verdict: of the declared members and of those owned before, all that the
 * list shows, and while work is pending also what it may yet bring. A region is remembered as observed.
 */
export function stateAfter(
    inputs: ProjectResourceAssignmentInputs,
    outcome: LaneOutcome,
    prior?: ProjectResourceAssignmentState,
): ProjectResourceAssignmentState {
    const list = outcome.after ?? outcome.before;
    const pending = idSet(outcome.pending?.members ?? []);
    const mayExist = ({ azureResourceId: id }: ResourceMetadata) =>
        pending.has(id) || findMember(list ?? prior?.resources ?? [], id) !== undefined;
    const declared = inputs.resources.filter(mayExist).map((member) => asReached(member, inputs, outcome, prior));
    const leftover = (prior?.resources ?? []).filter(
        (member) =>
            !findMember(inputs.resources, member.azureResourceId) &&
            !findMember(outcome.kept, member.azureResourceId) &&
            mayExist(member),
    );
    return {
        ...inputs,
        resources: [...declared, ...leftover].map((member) => asObserved(member, list)),
        predecessors: prior?.predecessors,
        lastAssignJob: outcome.assignJob ?? prior?.lastAssignJob,
        lastUnassignJob: outcome.unassignJob ?? prior?.lastUnassignJob,
        pending: storedPending(outcome.pending, inputs),
    };
}

/** A member with the region that the service shows, unless that is only another spelling. */
export function asObserved(member: ResourceMetadata, list: readonly AssignedResource[] | undefined): ResourceMetadata {
    const region = list && findMember(list, member.azureResourceId)?.region;
    return region && canonicalRegion(region) !== canonicalRegion(member.region) ? { ...member, region } : member;
}

/** A changed member that was not yet unassigned is still what it was: remembered so, the next run changes it. */
function asReached(
    member: ResourceMetadata,
    inputs: ProjectResourceAssignmentInputs,
    outcome: LaneOutcome,
    prior: ProjectResourceAssignmentState | undefined,
): ResourceMetadata {
    const old = findMember(prior?.resources ?? [], member.azureResourceId);
    if (!prior || !old || findMember(outcome.cleared, member.azureResourceId)) {
        return member;
    }
    const { changed } = compareMembers({ ...prior, resources: [old] }, { ...inputs, resources: [member] });
    return changed.some(({ domainChanged }) => domainChanged) ? { ...member, customDomain: old.customDomain } : member;
}

/** Pulumi encrypts secrets by property name, so the ids of secret members are not copied into `pending`. */
export function storedPending(
    pending: StoredPending | undefined,
    { secretInputs }: Pick<ProjectResourceAssignmentInputs, "secretInputs">,
): StoredPending | undefined {
    if (!pending || !secretInputs?.includes("resources")) {
        return pending;
    }
    const { members, ...rest } = pending;
    return rest;
}
