import type { Clock } from "../../core/clock";
import type { Deadline } from "../../core/deadline";
import type { Say } from "../../core/text";
import { canonicalRegion } from "../../validation/ids";
import type { AuthoringClient } from "../client";
import type { JobSummary } from "../jobs";
import {
    type AssignedResource,
    findMember,
    type MemberNames,
    memberIdOf,
    type ResourceMetadata,
    unreachedMembers,
} from "../members";
import type { ProjectAddress } from "../projectAddress";
import type { PendingJob } from "./errors";

/** What the queues of all projects need from outside. */
export interface QueueServices {
    /** A project's client; the same one for the same host, api-version and cloud, since it remembers what it has learnt. */
    clientFor: (project: ProjectAddress) => AuthoringClient;
    /** The time that batches and polls are measured by. */
    clock: Clock;
    /** Resolves when the program has declared all that it will, as far as can be told. Default: at once. */
    declared?: (deadline: Deadline) => Promise<void>;
    /** The other resource of this run, if any, that declares a member of a project. */
    declaredByOther: (project: ProjectAddress, azureResourceId: string, owner: string) => string | undefined;
    /** The names of members in lines. */
    names: MemberNames;
    /** Says one line to the person who waits. */
    say: Say;
}

/** A member whose region or custom domain is to change. */
export interface ChangedMember extends ResourceMetadata {
    /** The list never returns the custom domain: when it changed, a list that looks right proves nothing. */
    domainChanged: boolean;
}

/** Whether deployments may be deleted with what is unassigned; judged anew each time, since a program may say so late. */
export interface DeploymentPermission {
    /** Whether they may. */
    allowed: boolean;
    /** What a person can do where they may not, a sentence. */
    advice: string;
}

/** What one resource wants of its project: which members must be there afterwards, and which must not. */
export interface ProjectChange {
    /** The project, with its api-version and cloud. */
    project: ProjectAddress;
    /** The logical name of the resource, for lines, errors and declarations. */
    owner: string;
    /** Members that must be there afterwards. */
    assign: readonly ResourceMetadata[];
    /** Members that are unassigned first and then assigned: the service has no way to change them in place. */
    reassign: readonly ChangedMember[];
    /** ARM ids of members that must be gone afterwards. */
    unassign: readonly string[];
    /** ARM ids of which the list proves nothing, since a job whose id was lost may still change them: their job is run anyway. */
    unverified: readonly string[];
    /** Whether the project's deployments on what is unassigned may be deleted. */
    permission: () => DeploymentPermission;
    /** Judges the project as it is found: an error fails this change before anything is sent for it. Default: nothing is wrong. */
    judge?: (list: readonly AssignedResource[]) => Error | undefined;
    /** Bounds the whole, the waiting for other jobs of the project included. */
    deadline: Deadline;
}

/** A member that is not unassigned, since another resource of this run declares it. */
export interface ClaimedMember {
    /** ARM id of the member. */
    azureResourceId: string;
    /** Logical name of the resource that declares it. */
    owner: string;
}

/** What came of a change: how the project looked before and after, what was done, and the error if the change was not made. */
export interface ChangeResult {
    /** The list before anything was sent; undefined when it could not be had. */
    before?: AssignedResource[];
    /** The list as last seen. */
    after?: AssignedResource[];
    /** The last assign job that served this change. */
    assignJob?: JobSummary;
    /** The last unassign job that served this change. */
    unassignJob?: JobSummary;
    /** Members that were left alone, since others declare them. */
    claimed: readonly ClaimedMember[];
    /** Members to reassign that are surely unassigned: only from then on can their new region and domain be true. */
    cleared: readonly ResourceMetadata[];
    /** What was sent and may still have effect. */
    pending?: PendingJob;
    /** Whether the service took any request of this change, so that the project may differ from before. */
    effective: boolean;
    /** Why the change was not made. */
    error?: Error;
}

/** The ARM ids of all members that a change is about. */
export function membersOf({ assign, reassign, unassign }: ProjectChange): string[] {
    return [...assign.map(memberIdOf), ...reassign.map(memberIdOf), ...unassign];
}

/** Members that still differ from what is wanted; of a changed custom domain the list says nothing. */
export function changedMembers({ reassign }: ProjectChange, list: readonly AssignedResource[]): ResourceMetadata[] {
    return reassign.filter((member) => {
        const region = findMember(list, member.azureResourceId)?.region;
        return (
            member.domainChanged || region === undefined || canonicalRegion(region) !== canonicalRegion(member.region)
        );
    });
}

/** Members that must be gone afterwards, and that are there or unverified. */
export function leavingMembers(change: ProjectChange, list: readonly AssignedResource[]): ResourceMetadata[] {
    return unreachedMembers("unassign", change.unassign.map(idOnly), list, change.unverified);
}

/** The other resource of this run, if any, that declares a member. */
export type ClaimantOf = (azureResourceId: string) => string | undefined;

/** Members to unassign, for good or to change them: those that are there or unverified, and that no other resource declares. */
export function removableMembers(
    change: ProjectChange,
    list: readonly AssignedResource[],
    claimantOf: ClaimantOf,
): ResourceMetadata[] {
    return goingMembers(change, list).filter((member) => claimantOf(member.azureResourceId) === undefined);
}

/** Those of them that another resource declares. */
export function claimedMembers(
    change: ProjectChange,
    list: readonly AssignedResource[],
    claimantOf: ClaimantOf,
): ClaimedMember[] {
    return goingMembers(change, list).flatMap(({ azureResourceId }) => {
        const owner = claimantOf(azureResourceId);
        return owner === undefined ? [] : [{ azureResourceId, owner }];
    });
}

function goingMembers(change: ProjectChange, list: readonly AssignedResource[]): ResourceMetadata[] {
    // A changed member that is not there any more has only to be assigned again.
    const changing = unreachedMembers("unassign", changedMembers(change, list), list);
    return [...leavingMembers(change, list), ...changing];
}

function idOnly(azureResourceId: string): ResourceMetadata {
    return { azureResourceId, customDomain: "", region: "" };
}
