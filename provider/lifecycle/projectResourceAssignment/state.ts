import type { Planned } from "../../core/unknown";
import { type AssignedResource, findMember, idSet, type ResourceMetadata } from "../../language/members";
import { projectUrl } from "../../language/projectAddress";
import type { ChangedMember, ChangeResult } from "../../language/queue/change";
import { isSameValue } from "../../validation/compareFields";
import { canonicalEndpoint } from "../../validation/endpoint";
import type { Marks, Properties, ValuesOf } from "../../validation/fields";
import { canonicalRegion } from "../../validation/ids";
import { pickFields, readMarks, readPlan, readResource } from "../../validation/readFields";
import { assignmentTable, memberFields } from "./fields";

/** The inputs as the table of fields has them. */
type Inputs = ValuesOf<typeof assignmentTable.inputs>;

/** A `ProjectResourceAssignment`'s inputs, resolved and checked. */
export type ProjectResourceAssignmentInputs = Inputs & Marks;

/** A `ProjectResourceAssignment`'s inputs, of which a preview may not know some yet. */
export type PlannedAssignment = { [K in keyof Inputs]: Planned<Inputs[K]> } & Marks;

/** What is remembered: the inputs, with `resources` as last observed (and as they may yet become, while `pending` is set). */
export type ProjectResourceAssignmentState = ProjectResourceAssignmentInputs &
    ValuesOf<typeof assignmentTable.outputs> &
    ValuesOf<typeof assignmentTable.memory>;

/** Work that was sent and whose end is unknown. `members` is left out when `resources` is secret: it then means all of them. */
export type StoredPending = NonNullable<ProjectResourceAssignmentState["pending"]>;

/** Reads stored outputs or checked inputs of any version of this package: what an older one did not store takes its default. */
export function readState(properties: Properties): ProjectResourceAssignmentState {
    return readResource(assignmentTable, properties);
}

/** Reads inputs in a plan, where some of them may not be known yet. */
export function readPlanned(properties: Properties): PlannedAssignment {
    return { ...readPlan(assignmentTable.inputs, properties), ...readMarks(properties) };
}

/** The inputs alone, as `read` gives them back to the engine. */
export function inputsOf(state: ProjectResourceAssignmentState): ProjectResourceAssignmentInputs {
    return { ...pickFields(assignmentTable.inputs, state), ...readMarks(state) };
}

/**
 * The id of a new resource: the project's address, which two assignments of one project share. Nothing encrypts an id, so a
 * secret endpoint stays out of it; without an address it is as older versions made it. What is stored keeps the id it has.
 */
export function idOf(inputs: ProjectResourceAssignmentInputs): string {
    const { endpoint, projectKind, projectName, secretInputs } = inputs;
    return secretInputs?.includes("endpoint")
        ? `analyze-${projectKind}/projects/${projectName}`
        : projectUrl({ ...inputs, endpoint: canonicalEndpoint(endpoint) });
}

/** A project's address with the members declared for it. */
type Declared = Pick<ProjectResourceAssignmentInputs, "endpoint" | "cloud" | "resources">;

/** How the members of a resource are to change. */
export interface MemberChanges {
    /** Declared now and not before. */
    added: ResourceMetadata[];
    /** Declared before and not now. */
    removed: ResourceMetadata[];
    /** Declared before and now, with another region or custom domain: unassigned first, then assigned. */
    changed: ChangedMember[];
}

/** Compares two lists of members by their canonical forms: order, letter case and spelling are no change. */
export function compareMembers(before: Declared, now: Declared): MemberChanges {
    const added = now.resources.filter((member) => !findMember(before.resources, member.azureResourceId));
    const removed = before.resources.filter((member) => !findMember(now.resources, member.azureResourceId));
    const changed = now.resources.flatMap((member) => {
        const old = findMember(before.resources, member.azureResourceId);
        return old ? changeOf(old, member, now) : [];
    });
    return { added, removed, changed };
}

function changeOf(old: ResourceMetadata, member: ResourceMetadata, now: Declared): ChangedMember[] {
    const domainChanged = !isSameValue(memberFields.customDomain, old.customDomain, member.customDomain, now);
    const regionChanged = !isSameValue(memberFields.region, old.region, member.region, now);
    return domainChanged || regionChanged ? [{ ...member, domainChanged }] : [];
}

/**
 * What is to be remembered after the queue's result: of the declared members and of those owned before, all that the
 * list shows, and while work is pending also what it may yet bring. A region is remembered as observed.
 */
export function stateAfter(
    inputs: ProjectResourceAssignmentInputs,
    outcome: ChangeResult,
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
            !findMember(outcome.claimed, member.azureResourceId) &&
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
    outcome: ChangeResult,
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
