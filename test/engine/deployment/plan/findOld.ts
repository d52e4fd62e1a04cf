import { createUrn, parseUrn, stackType } from "../../urn";
import type { Alias, Goal } from "../program/goal";

/** The URNs under which a resource may be stored: its own, then those that its aliases and its parent's former name give. */
export function formerUrns(
    goal: Goal,
    urn: string,
    /** The former URN under which a resource of this run was found, by its present one. */
    renamed: Map<string, string>,
): string[] {
    const own = goal.aliases.map((alias) => aliasUrn(alias, goal, urn, renamed));
    const formerParent = renamed.get(goal.parent);
    return [urn, ...own, ...(formerParent === undefined ? [] : [inherited(urn, goal, formerParent)])];
}

function aliasUrn(alias: Alias, goal: Goal, urn: string, renamed: Map<string, string>): string {
    if (alias.urn !== undefined) {
        return alias.urn;
    }
    const now = parseUrn(urn);
    const parent = alias.parent ?? renamed.get(goal.parent) ?? goal.parent;
    const isTop = parent === "" || parseUrn(parent).type === stackType;
    return createUrn(
        alias.stack ?? now.stack,
        alias.project ?? now.project,
        alias.type ?? goal.type,
        alias.name ?? goal.name,
        isTop ? undefined : parent,
    );
}

/** A child that is named after its parent was named after the parent's former name. */
function inherited(urn: string, goal: Goal, formerParent: string): string {
    const parentName = parseUrn(goal.parent).name;
    const suffix = goal.name.startsWith(parentName) ? goal.name.slice(parentName.length) : undefined;
    const name = suffix === undefined ? goal.name : parseUrn(formerParent).name + suffix;
    const { stack, project } = parseUrn(urn);
    return createUrn(stack, project, goal.type, name, formerParent);
}
