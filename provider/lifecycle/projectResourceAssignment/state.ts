import { isUnknown } from "../../core/unknown";
import type { JobSummary } from "../../language/jobs";
import { type AssignedResource, findMember, idSet, type ResourceMetadata } from "../../language/members";
import { cloudOf, type ProjectAddress, projectUrl } from "../../language/projectAddress";
import type { ChangedMember, ChangeResult } from "../../language/queue/change";
import type { PendingJob } from "../../language/queue/errors";
import { defaultApiVersion, type ProjectKind } from "../../validation/apiVersions";
import type { LanguageCloudName } from "../../validation/clouds";
import { canonicalEndpoint } from "../../validation/endpoint";
import { canonicalDomain, canonicalRegion } from "../../validation/ids";
import type { Timeouts } from "../timeouts";

/** A `ProjectResourceAssignment`'s inputs, resolved and checked. */
export interface ProjectResourceAssignmentInputs extends ProjectAddress {
    /** The members that are to be assigned. */
    resources: ResourceMetadata[];
    /** What create does about members that are assigned already. */
    existing: "adopt" | "fail" | "keep";
    /** Whether the project's deployments on a member may be deleted by unassigning it. */
    deleteDeployments: boolean;
    /** How long each verb may take. */
    timeouts?: Timeouts;
    /** The resource's name in the program; for lines, errors and the registry of declarations. */
    logicalName?: string;
    /** The inputs whose values are secret. */
    secretInputs?: string[];
}

/** Work that was sent and whose end is unknown. `members` is left out when `resources` is secret: it then means all of them. */
export type StoredPending = Omit<PendingJob, "members"> & { members?: string[] };

/** What is remembered: the inputs, with `resources` as last observed (and as they may yet become, while `pending` is set). */
export interface ProjectResourceAssignmentState extends ProjectResourceAssignmentInputs {
    /** When this resource was created, ISO 8601: what tells it from its own replacement. */
    ownedSince?: string;
    /** The resources that this one has replaced, as hashes: what is left of them obeys what is declared for this one. */
    predecessors?: string[];
    /** Hashes of the members that were there before and are not owned (`existing: "keep"`): never unassigned, never changed. */
    kept?: string[];
    /** The last assign job that served this resource. */
    lastAssignJob?: JobSummary;
    /** The last unassign job that served this resource. */
    lastUnassignJob?: JobSummary;
    /** Work whose end is unknown; the next verb settles it. */
    pending?: StoredPending;
}

type Properties = Record<string, unknown>;

/** Reads stored outputs or checked inputs of any version of this package: what an older one did not store takes its default. */
export function readState(properties: Properties): ProjectResourceAssignmentState {
    const stored = properties as Partial<ProjectResourceAssignmentState>;
    return {
        endpoint: String(stored.endpoint ?? ""),
        projectName: String(stored.projectName ?? ""),
        projectKind: (stored.projectKind ?? "conversations") as ProjectKind,
        apiVersion: stored.apiVersion ?? defaultApiVersion,
        cloud: stored.cloud as LanguageCloudName | undefined,
        // In a preview the whole list may be Pulumi's stand-in for an unknown value.
        resources: Array.isArray(stored.resources) || isUnknown(stored.resources) ? (stored.resources ?? []) : [],
        existing: stored.existing ?? "adopt",
        deleteDeployments: stored.deleteDeployments === true,
        timeouts: stored.timeouts ?? undefined,
        logicalName: stored.logicalName ?? undefined,
        secretInputs: stored.secretInputs ?? undefined,
        ownedSince: stored.ownedSince ?? undefined,
        kept: Array.isArray(stored.kept) ? stored.kept : undefined,
        predecessors: Array.isArray(stored.predecessors) ? stored.predecessors : undefined,
        lastAssignJob: stored.lastAssignJob ?? undefined,
        lastUnassignJob: stored.lastUnassignJob ?? undefined,
        pending: stored.pending ?? undefined,
    };
}

/** The inputs alone, as `read` gives them back to the engine. */
export function inputsOf(state: ProjectResourceAssignmentState): ProjectResourceAssignmentInputs {
    const { lastAssignJob, lastUnassignJob, pending, ownedSince, predecessors, kept, ...inputs } = state;
    return inputs;
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
    joined: ResourceMetadata[];
    /** Declared before and not now. */
    left: ResourceMetadata[];
    /** Declared before and now, with another region or custom domain: unassigned first, then assigned. */
    changed: ChangedMember[];
}

/** Compares two lists of members by their canonical forms: order, letter case and spelling are no change. */
export function compareMembers(before: Declared, now: Declared): MemberChanges {
    const cloud = cloudOf(now);
    return compareLists(before.resources, now.resources, (domain) => canonicalDomain(domain, cloud));
}

function compareLists(
    before: readonly ResourceMetadata[],
    now: readonly ResourceMetadata[],
    canonical: (domain: string) => string,
): MemberChanges {
    const joined = now.filter((member) => !findMember(before, member.azureResourceId));
    const left = before.filter((member) => !findMember(now, member.azureResourceId));
    const changed = now.flatMap((member) => {
        const old = findMember(before, member.azureResourceId);
        return old ? changeOf(old, member, canonical) : [];
    });
    return { joined, left, changed };
}

function changeOf(
    old: ResourceMetadata,
    member: ResourceMetadata,
    canonical: (domain: string) => string,
): ChangedMember[] {
    const domainChanged = canonical(old.customDomain) !== canonical(member.customDomain);
    const regionChanged = canonicalRegion(old.region) !== canonicalRegion(member.region);
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
