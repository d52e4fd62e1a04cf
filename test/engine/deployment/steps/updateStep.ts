import type { Context } from "../context";
import { ProviderError } from "../providerError";
import type { ResourceState } from "../resourceState";
import { markSecretOutputs } from "./markSecretOutputs";
import type { Step, Told } from "./step";

/**
 * Updates a resource in place. A partial update keeps the new outputs and the old inputs: the next run then sees that the
 * inputs still differ.
 */
export function updateStep(context: Context, old: ResourceState, state: ResourceState, done: Told): Step {
    return {
        op: "update",
        urn: state.urn,
        subject: state,
        old,
        isInstant: !state.custom,
        done,
        run: async () => {
            state.id = old.id;
            if (state.custom && !context.isPreview) {
                await update(context, old, state);
                return undefined;
            }
            state.outputs = state.custom ? state.inputs : old.outputs;
            markSecretOutputs(state);
            context.state.commit({ put: [{ state, old }] });
            return undefined;
        },
    };
}

async function update(context: Context, old: ResourceState, state: ResourceState): Promise<void> {
    const provider = await context.provider.ready();
    const end = context.state.begin("updating", state);
    try {
        state.outputs = await provider.update(state.urn, old.id, old, state.inputs);
    } catch (error) {
        if (error instanceof ProviderError && error.partial) {
            Object.assign(state, { outputs: error.partial.outputs, initErrors: error.partial.reasons });
            markSecretOutputs(state);
            state.inputs = old.inputs;
            context.state.commit({ put: [{ state, old }], end });
        } else {
            context.state.commit({ end });
        }
        throw error;
    }
    markSecretOutputs(state);
    context.state.commit({ put: [{ state, old }], end });
}
