import { ifKnown } from "../../core/unknown";
import { compareFields } from "../../validation/compareFields";
import type { Properties } from "../../validation/fields";
import type { PlanContext } from "../context";
import { isMarkedOtherwise, ownerOf, type PlannedChange, replacedBy } from "../results";
import { assignmentTable } from "./fields";
import { noteHeld, noteOwned } from "./members/ownership";
import { type PlannedAssignment, type ProjectResourceAssignmentState, readPlanned, readState } from "./state";

/** Compares what is remembered with what is declared, by canonical forms, and notes what stands in the place of what; sends nothing. */
export function diff(context: PlanContext, olds: Properties, news: Properties): PlannedChange {
    const old = readState(olds);
    const now = readPlanned(news);
    const known = { ...old, logicalName: now.logicalName };
    // What is pending may come to nothing: no other resource may count on this one to have it.
    (old.pending ? noteOwned : noteHeld)(context, known);
    const detailed = compareFields(assignmentTable.inputs, old, now);
    const replaces = replacedBy(detailed);
    const declared = declaredNow(context, now);
    if (declared) {
        context.names.learn([...old.resources, ...declared.resources].map(({ azureResourceId }) => azureResourceId));
        context.successors.note(old, declared, replaces.length > 0);
    }
    const changes = detailed.length > 0 || old.pending !== undefined || isMarkedOtherwise(old, now);
    return { changes, replaces, deleteBeforeReplace: isInTheWay(replaces), detailed };
}

/**
 * What the program declares, if it declares it in this process, with all that it says known. `diff` also runs in a refresh, with the
 * roles of old and new inverted, and for dependents of what is replaced, with inputs that are not known yet.
 */
export function declaredNow(context: PlanContext, now: PlannedAssignment): ProjectResourceAssignmentState | undefined {
    return context.members.has(ownerOf(now)) ? ifKnown<ProjectResourceAssignmentState>(now) : undefined;
}

/** A target resource holds a project name only once: the old one's has to go first, unless the new one has another. */
function isInTheWay(replaces: readonly string[]): boolean {
    return replaces.includes("endpoint") || (replaces.includes("projectKind") && !replaces.includes("projectName"));
}
