import type { LaneOutcome } from "../../language/lane/laneTicket";
import { projectLabel } from "../../language/projectAddress";
import type { LifecycleContext } from "../context";
import { ownerOf } from "../ownerOf";
import type { ProjectResourceAssignmentInputs } from "./state";

/** Says which members were not unassigned, and who declares them. */
export function sayKept(
    context: LifecycleContext,
    inputs: ProjectResourceAssignmentInputs,
    outcome: LaneOutcome,
): void {
    for (const { azureResourceId, owner } of outcome.kept) {
        sayLeft(context, inputs, azureResourceId, `"${owner}" declares it`);
    }
}

/** Says that a member was not unassigned, and why. */
export function sayLeft(
    context: LifecycleContext,
    inputs: ProjectResourceAssignmentInputs,
    azureResourceId: string,
    why: string,
): void {
    const name = context.names.one(azureResourceId);
    context.report.info(`"${ownerOf(inputs)}" leaves ${name} assigned to ${projectLabel(inputs)}: ${why}`);
}
