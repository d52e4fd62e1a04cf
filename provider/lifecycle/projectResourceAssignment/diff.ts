import { memberNames } from "../../language/members";
import { projectLabel } from "../../language/projectAddress";
import { accountEndpoint, canonicalEndpoint } from "../../validation/canonicalEndpoint";
import { containsUnknown, isUnknown } from "../../validation/unknown";
import type { PlanContext } from "../context";
import { ownerOf } from "../ownerOf";
import type { PlannedChange } from "../plannedChange";
import { sameJson } from "../sameJson";
import { memberKey } from "./check";
import { compareMembers } from "./compare";
import { noteHeld, noteOwned } from "./handover";
import { type ProjectResourceAssignmentState, readState } from "./state";

/** Compares what is remembered with what is declared, by canonical forms, and warns of what the change would destroy. */
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
    const changes = replaces.length > 0 || old.pending !== undefined || differs(old, now);
    warn(context, old, now, replaces.length > 0);
    return { changes, replaces, deleteBeforeReplace: isInTheWay(replaces) };
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

/** Unassigning deletes all deployments of the project on the resource: a person should read that before saying yes. */
function warn(
    context: PlanContext,
    old: ProjectResourceAssignmentState,
    now: ProjectResourceAssignmentState,
    replaced: boolean,
): void {
    const going = replaced ? old.resources : goingOf(old, now);
    const owner = ownerOf(now);
    const ids = going
        .map((member) => member.azureResourceId)
        .filter((id) => context.members.otherOwner(memberKey(old, id), owner) === undefined);
    if (ids.length > 0) {
        context.report.warn(
            `"${owner}" will unassign ${memberNames(ids)} from ${projectLabel(old)}: ` +
                `the project's deployments on ${ids.length === 1 ? "it" : "them"} will be deleted.`,
        );
    }
}

function goingOf(old: ProjectResourceAssignmentState, now: ProjectResourceAssignmentState) {
    if (isUnknown(now.resources) || !Array.isArray(now.resources) || now.resources.some(containsUnknown)) {
        return [];
    }
    const { left, changed } = compareMembers(old, now);
    return [...left, ...changed];
}
