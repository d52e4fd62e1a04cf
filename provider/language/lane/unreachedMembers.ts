import type { JobVerb } from "../jobs";
import { type AssignedResource, findMember, idSet } from "../members";

/**
 * Of the members that a job is to assign or unassign those that the list shows otherwise, and those that are in doubt
 * whatever it shows. What becomes of a member that is assigned or unassigned a second time is undocumented.
 */
export function unreachedMembers<T extends { azureResourceId: string }>(
    verb: JobVerb,
    members: readonly T[],
    list: readonly AssignedResource[],
    doubtful: readonly string[] = [],
): T[] {
    const doubts = idSet(doubtful);
    return members.filter(
        ({ azureResourceId: id }) => doubts.has(id) || (findMember(list, id) !== undefined) !== (verb === "assign"),
    );
}
