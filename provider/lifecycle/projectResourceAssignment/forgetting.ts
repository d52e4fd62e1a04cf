import type { ServiceError } from "../../http/serviceError";
import type { ResourceMetadata } from "../../language/members";
import { projectLabel } from "../../language/projectAddress";
import type { LifecycleContext } from "../context";
import * as forgetting from "../forgetting";
import { ownerOf } from "../ownerOf";
import type { ProjectResourceAssignmentState } from "./state";

/** Says that refresh takes the resource for gone, and why; `gone` is the answer where the project itself was not found. */
export function sayGone(
    context: LifecycleContext,
    state: ProjectResourceAssignmentState,
    gone: ServiceError | undefined,
): void {
    const count = state.resources.length;
    const none = count === 1 ? "its only member is no longer in the list" : `the list has none of its ${count} members`;
    const answer = gone ? `the answer was, twice, ${forgetting.answerOf(gone)}` : none;
    context.report.warn(
        `Refresh takes "${ownerOf(state)}" for gone and drops it from the state: ${searchOf(context, state)}; ${answer}. ` +
            "If it is there after all, correct tenant, endpoint or name and run up, which adopts what is assigned.",
    );
}

/** Says which members drop out of the state, while others stay. */
export function sayDropped(
    context: LifecycleContext,
    state: ProjectResourceAssignmentState,
    present: readonly ResourceMetadata[],
): void {
    const ids = state.resources.filter((member) => !present.includes(member)).map((member) => member.azureResourceId);
    if (ids.length === 0) {
        return;
    }
    const [are, them] = ids.length === 1 ? ["is", "it"] : ["are", "them"];
    const story = state.pending ? `${are} not assigned` : `${are} no longer assigned`;
    context.report.warn(
        `"${ownerOf(state)}": ${context.names.list(ids)} ${story} to ${projectLabel(state)} at ${state.endpoint}. ` +
            `Refresh drops ${them} from the state; the next up assigns ${them} again where they are declared.`,
    );
}

/** Says that a delete found no project, and so had nothing to unassign. */
export function sayNothingToUnassign(
    context: LifecycleContext,
    state: ProjectResourceAssignmentState,
    gone: ServiceError,
): void {
    context.report.warn(
        `"${ownerOf(state)}" is deleted with nothing unassigned: ${searchOf(context, state)}; the answer was ${forgetting.answerOf(gone)}. ` +
            "If the project is there after all (in another tenant, say), its assignments are still there too.",
    );
}

/** An error of a dead host, with what to do where the Language resource behind it was deleted. */
export function withWayOutOfDeadHost(error: unknown, state: ProjectResourceAssignmentState): unknown {
    return forgetting.withWayOutOfDeadHost(
        error,
        "A Language resource that is deleted takes its assignments with it. If this one was deleted, take " +
            `"${ownerOf(state)}" out of the state with \`pulumi state delete\`; with the resource option \`deletedWith\` ` +
            "Pulumi will not try to delete it the next time.",
    );
}

function searchOf(context: LifecycleContext, state: ProjectResourceAssignmentState): string {
    const { endpoint, apiVersion } = state;
    return forgetting.searchOf(
        context,
        `${projectLabel(state)} was looked for at ${endpoint} (api-version ${apiVersion})`,
    );
}
