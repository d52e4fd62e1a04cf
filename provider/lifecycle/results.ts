import { AssignmentsError } from "../core/errors";
import { sameJson } from "../core/json";
import type { FieldChange } from "../validation/compareFields";
import type { Marks } from "../validation/fields";

/** What refresh found: nothing, or the resource as it is. */
export type Observed = undefined | { id: string; state: Record<string, unknown>; inputs: Record<string, unknown> };

/** What `diff` tells the engine. */
export interface PlannedChange {
    /** Whether anything is to be done at all. */
    changes: boolean;
    /** The properties that need a new resource; empty when the old one can be updated. */
    replaces: string[];
    /** Whether the old one must be gone before the new one comes. */
    deleteBeforeReplace: boolean;
    /** What differs, by path. None where what an earlier run has left is to be settled alone. */
    detailed: FieldChange[];
}

/** Whether the resource has another name than before, or other secret inputs: the state is to know that, and nothing else happens. */
export function isMarkedOtherwise(old: Marks, now: Marks): boolean {
    return (
        (old.logicalName !== undefined && old.logicalName !== now.logicalName) ||
        !sameJson(old.secretInputs ?? [], now.secretInputs ?? [])
    );
}

/** The inputs of which the changes need a new resource. */
export function replacedBy(changes: readonly FieldChange[]): string[] {
    return changes.filter(({ replaces }) => replaces).map(({ path }) => path);
}

/** How lines and errors call a resource; states that older versions stored may not know its name. */
export function ownerOf(state: { logicalName?: string }): string {
    return state.logicalName ?? "(unnamed)";
}

/**
 * The operation failed, but the resource exists, or may exist, in the state given: it must be remembered.
 * Pulumi shows the reasons and not the message, so the whole story is in the reasons.
 */
export class PartialError extends AssignmentsError {
    constructor(
        /** The resource's id. */
        readonly id: string,
        /** Everything known of the resource, inputs included, as plain JSON. */
        readonly state: Record<string, unknown>,
        /** What went wrong and what to do, one sentence or more each. */
        readonly reasons: string[],
        cause?: unknown,
    ) {
        super("Partial", reasons.join(" "), { cause });
    }
}
