import type { Deadline } from "../../../core/deadline";
import { AssignmentsError, isNotFound } from "../../../core/errors";
import { affectedDeployments, DeploymentsError } from "../../../language/deployments";
import { findMember } from "../../../language/members";
import { projectKey, projectLabel } from "../../../language/projectAddress";
import type { LifecycleContext } from "../../context";
import { unlessGone } from "../../gone";
import { ownerOf } from "../../results";
import { memberKey } from "../check";
import type { ProjectResourceAssignmentState } from "../state";
import { withoutKept } from "./keep";
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
        .resources.map((member) => member.azureResourceId)
        .filter((id) => context.members.otherOwner(memberKey(old, id), ownerOf(old)) === undefined);
    const list = ids.length > 0 ? ((await listOf(context, old, deadline)) ?? []) : [];
    return ids.filter((id) => findMember(list, id));
}

function listOf({ language }: LifecycleContext, state: ProjectResourceAssignmentState, deadline: Deadline) {
    return unlessGone(deadline, () => language.list(state, deadline));
}

/**
 * Looks, before an old resource is deleted first, whether the project is there that its replacement is for: what cannot be
 * created must not cost what there is.
 * @throws AssignmentsError with nothing sent.
 */
export async function lookBeforeDeletingFirst(
    context: LifecycleContext,
    old: ProjectResourceAssignmentState,
    deadline: Deadline,
): Promise<void> {
    const successor = context.successors.of(old);
    if (!successor?.isReplacement || successor.isThere || projectKey(successor.now) === projectKey(old)) {
        return;
    }
    const { now } = successor;
    try {
        await context.language.list(now, deadline);
    } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        throw new AssignmentsError(
            "ReplacementNotPossible",
            `Deleting "${ownerOf(old)}" to replace it was refused, since its replacement for ${projectLabel(now)} at ${new URL(now.endpoint).host} could not be created: ` +
                `${why} Nothing was unassigned from ${projectLabel(old)}.`,
            { cause: error },
        );
    }
}
