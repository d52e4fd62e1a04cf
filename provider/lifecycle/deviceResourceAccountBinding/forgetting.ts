import { graphRoot } from "../../graph/deviceAddress";
import type { ServiceError } from "../../http/serviceError";
import type { LifecycleContext } from "../context";
import * as forgetting from "../forgetting";
import { ownerOf } from "../ownerOf";
import type { DeviceResourceAccountBindingState } from "./state";

/** Says that refresh takes the binding for gone, and why; `gone` is the answer where the device itself was not found. */
export function sayGone(
    context: LifecycleContext,
    state: DeviceResourceAccountBindingState,
    gone: ServiceError | undefined,
): void {
    const answer = gone
        ? `the answer was, twice, ${forgetting.answerOf(gone)}`
        : `its ${state.observedIn.join(" and ")}, where ${state.userPrincipalName} was seen, ${state.observedIn.length === 1 ? "shows" : "show"} no account`;
    context.report.warn(
        `Refresh takes "${ownerOf(state)}" for gone and drops it from the state: ${searchOf(context, state)}; ${answer}. ` +
            "If it is there after all, correct tenant, graphEndpoint or deviceId and run up, which adopts what is bound.",
    );
}

/** Says that a delete found no device, and so had nothing to unbind. */
export function sayNothingToUnbind(
    context: LifecycleContext,
    state: DeviceResourceAccountBindingState,
    gone: ServiceError,
): void {
    context.report.warn(
        `"${ownerOf(state)}" is deleted with nothing unbound: ${searchOf(context, state)}; the answer was, twice, ${forgetting.answerOf(gone)}. ` +
            "If the device is there after all (in another tenant, say), it still has its account.",
    );
}

/** An error of a dead host, with what to do where nothing will answer there any more. */
export function withWayOutOfDeadHost(error: unknown, state: DeviceResourceAccountBindingState): unknown {
    return forgetting.withWayOutOfDeadHost(
        error,
        `If nothing will ever answer there again, take "${ownerOf(state)}" out of the state with \`pulumi state delete\`.`,
    );
}

function searchOf(context: LifecycleContext, state: DeviceResourceAccountBindingState): string {
    return forgetting.searchOf(context, `Autopilot device ${state.deviceId} was looked for at ${graphRoot(state)}`);
}
