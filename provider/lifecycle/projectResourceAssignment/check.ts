import { containsUnknown, isUnknown } from "../../core/unknown";
import type { ResourceMetadata } from "../../language/members";
import { projectKey, projectLabel } from "../../language/projectAddress";
import { isNewerVersion, newestApiVersion } from "../../validation/apiVersions";
import type { CheckFailure, CheckResult } from "../../validation/findings";
import { canonicalArmId } from "../../validation/ids";
import type { PlanContext } from "../context";
import { ownerOf } from "../results";
import { checkProjectResourceAssignment } from "./fields";
import { type ProjectResourceAssignmentState, readState } from "./state";

/** Validates the inputs, fills in defaults, and notes what this resource declares; sends nothing. */
export function check(
    context: PlanContext,
    _olds: Record<string, unknown>,
    news: Record<string, unknown>,
): CheckResult {
    const { inputs, failures } = checkProjectResourceAssignment(news);
    const { problem } = context.deleteDeployments;
    if (problem !== undefined) {
        failures.push({ property: "deleteDeployments", reason: problem });
    }
    const state = readState(inputs);
    if (isNewerVersion(state.apiVersion)) {
        context.report.warn(
            `"${ownerOf(state)}": api-version ${state.apiVersion} is newer than any known to this version of the package; ` +
                `requests are sent as for ${newestApiVersion}`,
        );
    }
    // Also what fails declares what it can: nobody may take away what it is to have once it is mended.
    const conflicts = declareMembers(context, state, failures.length === 0);
    return { inputs, failures: failures.length > 0 ? failures : conflicts };
}

/** The key by which the registry of declarations knows a member. */
export function memberKey(project: Parameters<typeof projectKey>[0], azureResourceId: string): string {
    return `${projectKey(project)} ${canonicalArmId(azureResourceId)}`;
}

function declareMembers(context: PlanContext, state: ProjectResourceAssignmentState, isGood: boolean): CheckFailure[] {
    const { logicalName, resources } = state;
    if (
        typeof logicalName !== "string" ||
        containsUnknown([state.endpoint, state.projectName, state.projectKind]) ||
        !Array.isArray(resources)
    ) {
        return [];
    }
    const keys = resources.map((member) => memberKeyOf(state, member)).filter((key) => key !== undefined);
    return context.members.declare(logicalName, keys, isGood ? state : undefined).map(({ key, owner }) => {
        const index = resources.findIndex((entry) => memberKeyOf(state, entry) === key);
        const member = resources[index];
        return {
            property: `resources[${index}].azureResourceId`,
            reason:
                `"${member?.azureResourceId}" is declared by both "${owner}" and "${logicalName}" for ${projectLabel(state)}. ` +
                "A member can have one owner only; remove it from one of the two.",
        };
    });
}

/** The key of a member whose id is known already, and is one. */
function memberKeyOf(state: ProjectResourceAssignmentState, member: ResourceMetadata | null): string | undefined {
    const id: unknown = typeof member === "object" ? member?.azureResourceId : undefined;
    return typeof id === "string" && !isUnknown(id) ? memberKey(state, id) : undefined;
}
