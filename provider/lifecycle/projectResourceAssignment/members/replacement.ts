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
        const refusal = await refusalOfNew(context, old, now, deadline);
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

/**
 * Why a replacement could not be created where the old resource is gone, whose own members are no strangers in its project. In
 * another project something is to be found; the old one's own may be gone.
 */
async function refusalOfNew(
    context: LifecycleContext,
    old: ProjectResourceAssignmentState,
    now: ProjectResourceAssignmentState,
    deadline: Deadline,
): Promise<Error | undefined> {
    const judge = judgeExisting(context, now);
    if (projectKey(now) === projectKey(old)) {
        const list = judge && (await listOf(context, now, deadline));
        return list && judge?.(strangersIn(list, old));
    }
    const list = await context.language.list(now, deadline);
    const isOld = judge !== undefined && (await isSameElsewhere(context, old, now, list, deadline));
    return judge?.(isOld ? strangersIn(list, old) : list);
}

function strangersIn(list: readonly AssignedResource[], old: ProjectResourceAssignmentState): AssignedResource[] {
    const own = withoutKept(old).resources;
    return list.filter(({ azureResourceId }) => !findMember(own, azureResourceId));
}

/** Whether a list is that of the old project at another address: one of the same name, whose list is the same. */
async function isSameElsewhere(
    context: LifecycleContext,
    old: ProjectResourceAssignmentState,
    now: ProjectResourceAssignmentState,
    list: readonly AssignedResource[],
    deadline: Deadline,
): Promise<boolean> {
    if (projectLabel(now) !== projectLabel(old)) {
        return false;
    }
    const before = (await listOf(context, old, deadline)) ?? [];
    return before.length === list.length && before.every(({ azureResourceId: id }) => findMember(list, id));
}
