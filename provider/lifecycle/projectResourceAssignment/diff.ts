import { sameJson } from "../../core/json";
import { containsUnknown, isUnknown } from "../../core/unknown";
import { accountEndpoint, canonicalEndpoint } from "../../validation/endpoint";
import type { PlanContext } from "../context";
import { ownerOf, type PlannedChange } from "../results";
import { noteHeld, noteOwned } from "./handover";
import { compareMembers, type ProjectResourceAssignmentState, readState } from "./state";

/** Compares what is remembered with what is declared, by canonical forms, and notes what stands in the place of what; sends nothing. */
export function diff(
    context: PlanContext,
    olds: Record<string, unknown>,
    news: Record<string, unknown>,
): PlannedChange {
    const old = readState(olds);
    const now = readState(news);
    const known = { ...old, logicalName: now.logicalName };
    // What is pending may come to nothing: nobody else may count on this resource to have it.
    (old.pending ? noteOwned : noteHeld)(context, known);
    const replaces = replacesOf(old, now);
    if (isDeclared(context, now)) {
        context.names.learn([...old.resources, ...now.resources].map(({ azureResourceId }) => azureResourceId));
        context.successors.note(old, now, replaces.length > 0);
    }
    const changes = replaces.length > 0 || old.pending !== undefined || differs(old, now);
    return { changes, replaces, deleteBeforeReplace: isInTheWay(replaces) };
}

/**
 * Whether the program declares this, in this process, with all that it says known. `diff` also runs in a refresh, with the
 * roles of old and new inverted, and for dependents of what is replaced, with inputs that are not known yet.
 */
export function isDeclared(context: PlanContext, now: ProjectResourceAssignmentState): boolean {
    return context.members.has(ownerOf(now)) && !containsUnknown(now);
}

/** A target resource holds a project name only once: the old one's has to go first, unless the new one has another. */
function isInTheWay(replaces: readonly string[]): boolean {
    return replaces.includes("endpoint") || (replaces.includes("projectKind") && !replaces.includes("projectName"));
}

function replacesOf(old: ProjectResourceAssignmentState, now: ProjectResourceAssignmentState): string[] {
    const moved = accountEndpoint(old.endpoint) !== accountEndpoint(now.endpoint);
    return [
        ...(moved ? ["endpoint"] : []),
        ...(old.projectName !== now.projectName ? ["projectName"] : []),
        ...(old.projectKind !== now.projectKind ? ["projectKind"] : []),
    ];
}

/** Differences that an update serves; all but those of `resources` and `cloud` call nothing. */
function differs(old: ProjectResourceAssignmentState, now: ProjectResourceAssignmentState): boolean {
    return (
        membersDiffer(old, now) ||
        canonicalEndpoint(old.endpoint) !== canonicalEndpoint(now.endpoint) ||
        (old.cloud ?? "") !== (now.cloud ?? "") ||
        old.apiVersion !== now.apiVersion ||
        old.existing !== now.existing ||
        old.deleteDeployments !== now.deleteDeployments ||
        !sameJson(old.timeouts, now.timeouts) ||
        (old.logicalName !== undefined && old.logicalName !== now.logicalName) ||
        !sameJson(old.secretInputs ?? [], now.secretInputs ?? [])
    );
}

function membersDiffer(old: ProjectResourceAssignmentState, now: ProjectResourceAssignmentState): boolean {
    if (containsUnknown(now.resources) || isUnknown(now.resources)) {
        return true;
    }
    const { joined, left, changed } = compareMembers(old, now);
    return joined.length + left.length + changed.length > 0;
}
