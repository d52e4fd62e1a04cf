import { printableText } from "../../core/text";
import { ifKnown, notKnown } from "../../core/unknown";
import { projectKey, projectLabel } from "../../language/projectAddress";
import { isNewerVersion, newestApiVersion } from "../../validation/apiVersions";
import { checkInputs } from "../../validation/checkInputs";
import type { Properties } from "../../validation/fields";
import type { CheckFailure, CheckResult } from "../../validation/findings";
import { canonicalArmId } from "../../validation/ids";
import { misspeltRegion } from "../../validation/regions";
import type { PlanContext } from "../context";
import { ownerOf } from "../results";
import { assignmentTable } from "./fields";
import { type PlannedAssignment, type ProjectResourceAssignmentState, readPlanned } from "./state";

/** Validates the inputs, fills in defaults, and notes what this resource declares; sends nothing. */
export function check(context: PlanContext, _olds: Properties, news: Properties): CheckResult {
    const { inputs, failures } = checkInputs(news, assignmentTable);
    const { problem } = context.deleteDeployments;
    if (problem !== undefined) {
        failures.push({ property: "deleteDeployments", reason: problem });
    }
    const planned = readPlanned(inputs);
    const { apiVersion } = planned;
    if (apiVersion !== notKnown && isNewerVersion(apiVersion)) {
        context.report.warn(
            `"${ownerOf(planned)}": api-version ${apiVersion} is newer than any known to this version of the package; ` +
                `requests are sent as for ${newestApiVersion}`,
        );
    }
    warnOfRegions(context, planned);
    // A resource that fails the check declares what it can, too: no other may take away what it is to have once it is corrected.
    const conflicts = declareMembers(context, planned, failures.length === 0);
    return { inputs, failures: failures.length > 0 ? failures : conflicts };
}

/** A region that the service refuses is found out only once the member has been unassigned to change it. */
function warnOfRegions(context: PlanContext, planned: PlannedAssignment): void {
    const members = planned.resources === notKnown ? [] : planned.resources;
    const regions = new Set(members.map((member) => (member === notKnown ? notKnown : member.region)));
    for (const region of regions) {
        const meant = region === notKnown ? undefined : misspeltRegion(region);
        if (region !== notKnown && meant !== undefined) {
            context.report.warn(
                `"${ownerOf(planned)}": no region "${printableText(region)}" is known. Did you mean "${meant}"?`,
            );
        }
    }
}

/** The key by which the registry of declarations knows a member. */
export function memberKey(project: Parameters<typeof projectKey>[0], azureResourceId: string): string {
    return memberKeys(project)(azureResourceId);
}

/** The keys of many members of one project, whose endpoint is read but once. */
export function memberKeys(project: Parameters<typeof projectKey>[0]): (azureResourceId: string) => string {
    const ofProject = projectKey(project);
    return (azureResourceId) => `${ofProject} ${canonicalArmId(azureResourceId)}`;
}

/** What identifies a project. */
type Project = Pick<ProjectResourceAssignmentState, "endpoint" | "projectName" | "projectKind">;

function declareMembers(context: PlanContext, planned: PlannedAssignment, isGood: boolean): CheckFailure[] {
    const { logicalName, resources, endpoint, projectName, projectKind } = planned;
    const project = ifKnown<Project>({ endpoint, projectName, projectKind });
    if (logicalName === undefined || project === undefined || resources === notKnown) {
        return [];
    }
    const keyOf = memberKeys(project);
    const keys = resources.map((member) => {
        const id = member === notKnown ? notKnown : member.azureResourceId;
        return id === notKnown || id === "" ? undefined : keyOf(id);
    });
    const whole = isGood ? ifKnown<ProjectResourceAssignmentState>(planned) : undefined;
    const known = keys.filter((key) => key !== undefined);
    return context.members.declare(logicalName, known, whole).map(({ key, owner }) => {
        const index = keys.indexOf(key);
        const member = resources[index];
        const id = member === undefined || member === notKnown ? "" : String(member.azureResourceId);
        return {
            property: `resources[${index}].azureResourceId`,
            reason:
                `"${id}" is declared by both "${owner}" and "${logicalName}" for ${projectLabel(project)}. ` +
                "A member can have one owner only; remove it from one of the two.",
        };
    });
}
