import type { Deadline } from "../../../core/deadline";
import { AssignmentsError, asError, isNotFound } from "../../../core/errors";
import { affectedDeployments, DeploymentsError } from "../../../language/deployments";
import { type AssignedResource, findMember, memberIdOf } from "../../../language/members";
import { projectKey, projectLabel } from "../../../language/projectAddress";
import type { LifecycleContext } from "../../context";
import { unlessGone } from "../../gone";
import { ownerOf } from "../../results";
import { memberKey } from "../check";
import type { ProjectResourceAssignmentState } from "../state";
import { judgeExisting, withoutKept } from "./keep";
import { permissionOfOld } from "./permission";
import type { Successor } from "./successors";

/**
 * Refuses to begin with a new resource as long as the delete of the one that it replaces, which comes after it, would be refused:
 * else the run would leave two behind. Nothing has been sent but looks.
 */
export async function refuseUnlessOldMayGo(
    context: LifecycleContext,
    old: ProjectResourceAssignmentState,
    deadline: Deadline,
): Promise<void> {
    const refused = await refusalOf(context, old, deadline);
    if (refused) {
        // Another resource may still come to declare the members, and the program to say that the deployments may go.
        await context.members.quiet(deadline);
        const again = await refusalOf(context, old, deadline);
        if (again) {
            throw again;
        }
    }
}

async function refusalOf(
    context: LifecycleContext,
    old: ProjectResourceAssignmentState,
    deadline: Deadline,
): Promise<DeploymentsError | undefined> {
    const { allowed, advice } = permissionOfOld(context, old);
    const ids = allowed ? [] : await leavingOf(context, old, deadline);
    if (ids.length === 0) {
        return undefined;
    }
    const refuse = (found: Error | string[]) => {
        const action = `Unassigning ${context.names.list(ids)} from ${projectLabel(old)}, which "${ownerOf(old)}" is to be replaced for,`;
        return new DeploymentsError({ action, found, advice });
    };
    try {
        const { deleted } = affectedDeployments(await context.language.deployments(old, deadline), ids);
        return deleted.length > 0 ? refuse(deleted) : undefined;
    } catch (error) {
        if (!(error instanceof Error) || (isNotFound(error) && !(await listOf(context, old, deadline)))) {
            return undefined;
        }
        return refuse(error);
    }
}

/** The old members that are still there and that nobody else declares. */
async function leavingOf(
    context: LifecycleContext,
    old: ProjectResourceAssignmentState,
    deadline: Deadline,
): Promise<string[]> {
    const ids = withoutKept(old)
        .resources.map(memberIdOf)
        .filter((id) => context.members.otherOwner(memberKey(old, id), ownerOf(old)) === undefined);
    const list = ids.length > 0 ? ((await listOf(context, old, deadline)) ?? []) : [];
    return ids.filter((id) => findMember(list, id));
}

function listOf({ language }: LifecycleContext, state: ProjectResourceAssignmentState, deadline: Deadline) {
    return unlessGone(deadline, () => language.list(state, deadline));
}

/**
 * Looks, before an old resource is deleted first, whether its replacement can be created: its project is there, and what is assigned
 * there already is nothing that it refuses. What cannot be created must not cost what there is.
 * @throws AssignmentsError with nothing sent.
 */
export async function lookBeforeDeletingFirst(
    context: LifecycleContext,
    old: ProjectResourceAssignmentState,
    deadline: Deadline,
): Promise<void> {
    const successor = context.successors.toCome(old);
    if (!successor) {
        return;
    }
    const { now } = successor;
    try {
        const list = await listThere(context, old, now, deadline);
        const refusal = list && judgeExisting(context, now)?.(await strangersIn(context, { old, now }, list, deadline));
        if (refusal) {
            throw refusal;
        }
    } catch (error) {
        throw new AssignmentsError(
            "ReplacementNotPossible",
            `Deleting "${ownerOf(old)}" to replace it was refused and nothing was unassigned from ${projectLabel(old)}, since its replacement for ${projectLabel(now)} at ` +
                `${new URL(now.endpoint).host} could not be created: ${asError(error).message}`,
            { cause: error },
        );
    }
}

/** The list of the project that a replacement is for; undefined where that is the old one's own project, and it is gone. */
function listThere(
    context: LifecycleContext,
    old: ProjectResourceAssignmentState,
    now: ProjectResourceAssignmentState,
    deadline: Deadline,
): Promise<AssignedResource[] | undefined> {
    return projectKey(now) === projectKey(old) ? listOf(context, now, deadline) : context.language.list(now, deadline);
}

/**
 * Of a list what will still be there once the old resource is gone: its own members are no strangers there. A project of the same
 * name that has the same list at another address is taken for the same one.
 */
async function strangersIn(
    context: LifecycleContext,
    { old, now }: Pick<Successor, "old" | "now">,
    list: readonly AssignedResource[],
    deadline: Deadline,
): Promise<readonly AssignedResource[]> {
    const own = withoutKept(old).resources;
    const strangers = list.filter(({ azureResourceId: id }) => !findMember(own, id));
    if (strangers.length === list.length || projectLabel(now) !== projectLabel(old)) {
        return list;
    }
    const oldList = (await listOf(context, old, deadline)) ?? [];
    const isSame = oldList.length === list.length && oldList.every(({ azureResourceId: id }) => findMember(list, id));
    return isSame ? strangers : list;
}
