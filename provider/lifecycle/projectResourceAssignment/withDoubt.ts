import { findMember, idSet } from "../../language/members";
import { storedPending } from "./result";
import type { ProjectResourceAssignmentState, StoredPending } from "./state";

/**
 * The state of an update that failed midway, with what an earlier run may still bring: members that a lost assign may yet
 * add, and that this run was to unassign, would be nobody's if they were forgotten now.
 */
export function withDoubt(
    state: ProjectResourceAssignmentState,
    old: ProjectResourceAssignmentState,
    doubtful: readonly string[],
): ProjectResourceAssignmentState {
    const inDoubt = idSet(doubtful);
    const forgotten = old.resources.filter(
        ({ azureResourceId: id }) => inDoubt.has(id) && !findMember(state.resources, id),
    );
    if (old.pending?.verb !== "assign" || forgotten.length === 0) {
        return state;
    }
    const ids = forgotten.map(({ azureResourceId }) => azureResourceId);
    return {
        ...state,
        resources: [...state.resources, ...forgotten],
        pending: storedPending(joined(state.pending, old.pending, ids), state),
    };
}

/** One note for both: which job brings what cannot be told of two. Without members it means all. */
function joined(now: StoredPending | undefined, old: StoredPending, ids: readonly string[]): StoredPending {
    const { verb, since } = old;
    if (!now) {
        return old.members ? { ...old, members: [...ids] } : old;
    }
    return now.members ? { verb, since, members: [...now.members, ...ids] } : { verb, since };
}
