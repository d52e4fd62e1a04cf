import type { LaneOutcome } from "../../language/lane/laneTicket";
import { findMember, memberNames } from "../../language/members";
import { projectLabel } from "../../language/projectAddress";
import { isoNow } from "../../polling/isoNow";
import type { LifecycleContext } from "../context";
import { ownerOf } from "../ownerOf";
import { PartialError } from "../partialError";
import { deadlineOf } from "../timeouts";
import { toProperties } from "../toProperties";
import { reconcileNoted } from "./handover";
import { stateAfter } from "./result";
import { idOf, type ProjectResourceAssignmentInputs, type ProjectResourceAssignmentState, readState } from "./state";

/** A created resource: its id, and what is to be remembered. */
export interface Created {
    id: string;
    state: Record<string, unknown>;
}

/**
 * Assigns what is declared and not yet there, and adopts what is.
 * @throws PartialError when something was, or may have been, assigned; any other error means that nothing was.
 */
export async function create(context: LifecycleContext, properties: Record<string, unknown>): Promise<Created> {
    const inputs = readState(properties);
    const deadline = deadlineOf("create", inputs.timeouts, context.clock, context.signal);
    const work = {
        project: inputs,
        owner: ownerOf(inputs),
        assign: inputs.resources,
        reassign: [],
        unassign: [],
        doubtful: [],
        refuseExisting: inputs.existing === "fail" ? inputs.resources.map((member) => member.azureResourceId) : [],
        deadline,
    };
    const ownedSince = isoNow(context.clock);
    const isSaved = (seen: LaneOutcome) => !seen.error || leavesTraces(inputs, seen);
    const after = (seen: LaneOutcome) => ({ ...stateAfter(inputs, seen), ownedSince });
    const outcome = await reconcileNoted(context, work, (seen) => (isSaved(seen) ? after(seen) : undefined));
    const state = after(outcome);
    if (outcome.error) {
        throw leavesTraces(inputs, outcome) ? partial(state, outcome.error) : outcome.error;
    }
    sayAdopted(context, inputs, outcome);
    return { id: idOf(inputs), state: toProperties(state) };
}

/** The error of an operation that left the project changed, or may have. */
export function partial(state: ProjectResourceAssignmentState, error: Error, id = idOf(state)): PartialError {
    const reasons = [
        error.message,
        "What is there, or may be, is kept in the state: run the same command again to go on, or destroy to clean up.",
    ];
    return new PartialError(id, toProperties(state), reasons, error);
}

/** Says which members were there before us: they are ours from now on, and destroy will unassign them. */
export function sayAdopted(
    context: LifecycleContext,
    inputs: ProjectResourceAssignmentInputs,
    outcome: LaneOutcome,
    prior?: ProjectResourceAssignmentState,
): void {
    const adopted = inputs.resources
        .map((member) => member.azureResourceId)
        .filter((id) => findMember(outcome.before ?? [], id) && !findMember(prior?.resources ?? [], id));
    if (adopted.length > 0) {
        const [were, belong, them] = adopted.length === 1 ? ["was", "belongs", "it"] : ["were", "belong", "them"];
        const story = `${were} assigned to ${projectLabel(inputs)} already and now ${belong} to "${ownerOf(inputs)}"`;
        context.report.info(`${memberNames(adopted)} ${story}, whose destroy will unassign ${them}`);
    }
}

function leavesTraces(inputs: ProjectResourceAssignmentInputs, outcome: LaneOutcome): boolean {
    const gained = inputs.resources.some(
        ({ azureResourceId }) =>
            findMember(outcome.after ?? [], azureResourceId) && !findMember(outcome.before ?? [], azureResourceId),
    );
    return outcome.pending !== undefined || (outcome.effective && gained);
}
