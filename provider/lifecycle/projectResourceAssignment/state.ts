import type { JobSummary } from "../../language/jobs";
import type { PendingJob } from "../../language/lane/unsettledError";
import type { ResourceMetadata } from "../../language/members";
import { type ProjectAddress, projectUrl } from "../../language/projectAddress";
import { defaultApiVersion, type ProjectKind } from "../../validation/apiVersions";
import { canonicalEndpoint } from "../../validation/canonicalEndpoint";
import type { LanguageCloudName } from "../../validation/cloudNames";
import { isUnknown } from "../../validation/unknown";
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
