import type { ChangedMember } from "../../language/lane/laneTicket";
import { findMember, type ResourceMetadata } from "../../language/members";
import { cloudOf } from "../../language/projectAddress";
import { canonicalDomain } from "../../validation/canonicalDomain";
import { canonicalRegion } from "../../validation/canonicalRegion";
import type { ProjectResourceAssignmentInputs } from "./state";

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
