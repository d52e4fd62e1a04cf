import { AssignmentsError } from "../../../core/errors";
import { shortHash } from "../../../core/text";
import { type AssignedResource, findMember, memberIdOf, type ResourceMetadata } from "../../../language/members";
import { projectKey, projectLabel } from "../../../language/projectAddress";
import { canonicalArmId, canonicalRegion } from "../../../validation/ids";
import type { LifecycleContext, PlanContext } from "../../context";
import { ownerOf } from "../../results";
import { compareMembers, type MemberChanges, type ProjectResourceAssignmentState } from "../state";

type State = ProjectResourceAssignmentState;

/** `existing: "fail"`, and a member is assigned already. */
export class ExistsError extends AssignmentsError {
    constructor(projectName: string, members: string) {
        super(
            "AlreadyExists",
            `Creating the assignment was refused: already assigned to ${projectName}: ${members}. Nothing was changed. ` +
                'Set existing to "adopt" to take them over (an interrupted run may have assigned them), or remove them from "resources". ' +
                "Where Pulumi was told to replace the resource (a taint, --replace), run pulumi state untaint or leave --replace out.",
        );
    }
}

/** `existing: "keep"`, and a member that is not owned is assigned otherwise than declared: to change it would be to unassign it. */
export class KeptRegionError extends AssignmentsError {
    constructor(owner: string, projectName: string, problems: readonly string[]) {
        super(
            "KeptOtherwise",
            `"${owner}" keeps what was assigned to ${projectName} before it and cannot change it: ${problems.join("; ")}. Nothing was changed. ` +
                'Declare the region that is there, or set existing to "adopt" to take it over and have it unassigned and assigned again.',
        );
    }
}

/** How a state remembers a member that it keeps and does not own: a hash, since the list may be secret. */
export function memberHash(azureResourceId: string): string {
    return shortHash(canonicalArmId(azureResourceId));
}

/** The hashes of members, as a state remembers them; undefined where there are none. */
export function memberHashes(members: readonly { azureResourceId: string }[]): string[] | undefined {
    return members.length > 0 ? members.map(({ azureResourceId }) => memberHash(azureResourceId)) : undefined;
}

/** Of a state's members those that were there before it and that it does not own. */
export function keptMembers(state: State): ResourceMetadata[] {
    const kept = new Set(state.kept ?? []);
    return kept.size === 0
        ? []
        : state.resources.filter(({ azureResourceId }) => kept.has(memberHash(azureResourceId)));
}

/** A state without the members that it keeps and does not own. */
export function withoutKept(state: State): State {
    const kept = new Set(keptMembers(state));
    return { ...state, resources: state.resources.filter((member) => !kept.has(member)) };
}

/**
 * What an update begins with: the old state, without members that it kept for others and that are declared no more, as nothing
 * is to be done for them; and those that it keeps still are its own from now on, unless the program says "keep".
 */
export function priorOf(old: State, now: State): State {
    const dropped = new Set(keptMembers(old).filter((member) => !findMember(now.resources, member.azureResourceId)));
    const resources = old.resources.filter((member) => !dropped.has(member));
    return { ...old, resources, kept: now.existing === "adopt" ? undefined : old.kept };
}

/** How the members change, but for those that are kept: these are never changed. */
export function ownChanges(old: State, now: State): MemberChanges {
    const kept = keptMembers(old);
    const { changed, ...changes } = compareMembers(old, now);
    return { ...changes, changed: changed.filter((member) => !findMember(kept, member.azureResourceId)) };
}

/** Says which members are taken over that were kept until now. */
export function sayTakenOver({ report, names }: PlanContext, old: State, now: State): void {
    const declared = keptMembers(old).filter((member) => findMember(now.resources, member.azureResourceId));
    if (now.existing === "adopt" && declared.length > 0) {
        const ids = declared.map(memberIdOf);
        const [belong, them] = ids.length === 1 ? ["belongs", "it"] : ["belong", "them"];
        report.info(`${names.list(ids)} now ${belong} to "${ownerOf(now)}", whose destroy will unassign ${them}`);
    }
}

/**
 * What a create says of the project as it finds it, before anything is sent. Members that a `diff` of this process knows as
 * this resource's own are no strangers: the engine was told to replace what needs no replacing.
 */
export function judgeExisting(
    context: PlanContext,
    inputs: State,
): ((list: readonly AssignedResource[]) => Error | undefined) | undefined {
    if (inputs.existing === "fail") {
        const own = ownBefore(context, inputs);
        return (list) => {
            const there = inputs.resources.map(memberIdOf).filter((id) => findMember(list, id) && !findMember(own, id));
            return there.length > 0 ? new ExistsError(projectLabel(inputs), context.names.list(there)) : undefined;
        };
    }
    return inputs.existing === "keep" ? (list) => otherRegions(context, inputs, inputs.resources, list) : undefined;
}

/** Refuses members that are kept where the list shows another region than the one declared. */
export function otherRegions(
    { names }: PlanContext,
    inputs: State,
    kept: readonly ResourceMetadata[],
    list: readonly AssignedResource[],
): KeptRegionError | undefined {
    const problems = kept.flatMap(({ azureResourceId, region }) => {
        const there = findMember(list, azureResourceId)?.region;
        const differs = there !== undefined && there !== "" && canonicalRegion(there) !== canonicalRegion(region);
        return differs ? [`${names.one(azureResourceId)} is assigned with the region ${there}, not ${region}`] : [];
    });
    return problems.length > 0 ? new KeptRegionError(ownerOf(inputs), projectLabel(inputs), problems) : undefined;
}

/**
 * The hashes of the members that a resource keeps after its work: with `existing: "keep"` those that were there before and were
 * not its own, with `"fail"` those that it has kept so far, with `"adopt"` none: what is declared belongs to the resource.
 */
export function keptAfter(
    context: PlanContext,
    inputs: State,
    before: readonly AssignedResource[],
    prior?: State,
): string[] | undefined {
    if (inputs.existing === "adopt") {
        return undefined;
    }
    const own = prior ? withoutKept(prior).resources : ownBefore(context, inputs);
    const keptSoFar = prior ? keptMembers(prior) : [];
    const mayKeep = (id: string) =>
        inputs.existing === "keep" ? !findMember(own, id) : findMember(keptSoFar, id) !== undefined;
    return memberHashes(inputs.resources.filter(({ azureResourceId: id }) => findMember(before, id) && mayKeep(id)));
}

/** Warns of members that are kept and whose domain is declared otherwise than before: the service is not told of it. */
export function warnOfKeptDomains(context: PlanContext, old: State, now: State): void {
    const kept = keptMembers(old);
    const { changed } = compareMembers({ ...old, resources: kept }, now);
    const ids = changed.filter(({ domainChanged }) => domainChanged).map(memberIdOf);
    if (ids.length > 0) {
        context.report.warn(
            `"${ownerOf(now)}" keeps ${context.names.list(ids)} as assigned before it: the changed customDomain is not told to the service`,
        );
    }
}

/** What this resource had before it was replaced, as far as a `diff` of this process has seen it. */
function ownBefore({ successors }: PlanContext, inputs: State): readonly ResourceMetadata[] {
    const old = successors.ofOwner(ownerOf(inputs))?.old;
    return old && projectKey(old) === projectKey(inputs) ? withoutKept(old).resources : [];
}

/** Says which members are left as they are, since they were never owned; whether they are still there, nobody has looked. */
export function sayLeftAsFound(context: LifecycleContext, state: ProjectResourceAssignmentState): void {
    const ids = keptMembers(state).map(memberIdOf);
    if (ids.length > 0) {
        const was = ids.length === 1 ? "it was" : "they were";
        context.report.info(
            `"${ownerOf(state)}" does not unassign ${context.names.list(ids)} from ${projectLabel(state)}: ${was} there before it`,
        );
    }
}
