import { projectKey } from "../../../language/projectAddress";
import type { DeploymentPermission } from "../../../language/queue/change";
import type { PlanContext } from "../../context";
import { waysToLetGo } from "../../deploymentsConfig";
import { ownerOf } from "../../results";
import type { ProjectResourceAssignmentState } from "../state";

/** Whether the deployments on members that an update unassigns may go: as the program declares, or the configuration. */
export function permissionOfDeclared(context: PlanContext, now: ProjectResourceAssignmentState): DeploymentPermission {
    return {
        allowed: now.deleteDeployments || context.deleteDeployments.allows(now.projectName),
        advice: `If they may go, set deleteDeployments: true on "${ownerOf(now)}" and run up again; else keep the resource, or delete the deployments first.`,
    };
}

/**
 * Whether the deployments on members of an old resource may go: as the program declares now in its place, else as its own state
 * says, or the configuration. A replacement that was forced is compared with nothing: it is known by its name and project.
 */
export function permissionOfOld(context: PlanContext, old: ProjectResourceAssignmentState): DeploymentPermission {
    const now = context.successors.of(old)?.now ?? sameByName(context, old);
    const isConfigured = context.deleteDeployments.allows(old.projectName);
    if (now) {
        const { allowed, advice } = permissionOfDeclared(context, now);
        return { allowed: allowed || isConfigured, advice };
    }
    const problem = context.deleteDeployments.problem;
    return {
        allowed: old.deleteDeployments || isConfigured,
        advice: `If they may go, ${waysToLetGo(old.projectName)}; else delete the deployments first. ${problem ?? ""}`.trimEnd(),
    };
}

/** What the program declares under the old resource's name, for its project. */
function sameByName({ members }: PlanContext, old: ProjectResourceAssignmentState) {
    const declared = members.declaredBy(ownerOf(old));
    return declared && projectKey(declared) === projectKey(old) ? declared : undefined;
}
