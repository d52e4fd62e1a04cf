import type { Context } from "../context";
import type { ResourceState } from "../state/resourceState";
import { markSecretOutputs } from "./markSecretOutputs";
import type { Step, Told } from "./step";

/** Leaves a resource as it is; what the program now says of it (dependencies, options) is kept. */
export function sameStep(context: Context, old: ResourceState, state: ResourceState, done: Told): Step {
    return {
        op: "same",
        urn: state.urn,
        subject: state,
        isInstant: true,
        done,
        run: async () => {
            state.id = old.id;
            state.outputs = old.outputs;
            markSecretOutputs(state);
            context.state.commit({ put: [{ state, old }] });
            return undefined;
        },
    };
}

/** Passes over a resource that does not exist and is not to be made: the program is told what it declared itself. */
export function skippedCreateStep(state: ResourceState, done: Told): Step {
    return {
        op: "same",
        urn: state.urn,
        subject: state,
        isInstant: true,
        isSkippedCreate: true,
        done,
        run: async () => undefined,
    };
}
