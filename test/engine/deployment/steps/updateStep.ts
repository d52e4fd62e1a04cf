import type { Context } from "../context";
import { ProviderError } from "../providers/providerError";
import { dynamicPackage, isProviderType, packageOf } from "../providers/providers";
import type { PropertyMap } from "../state/property";
import type { ResourceState } from "../state/resourceState";
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
            if (state.custom && !context.isPreview && !isProviderType(state.type)) {
                await update(context, old, state);
                return undefined;
            }
            state.outputs = state.custom ? await foreseen(context, old, state) : old.outputs;
            markSecretOutputs(state);
            context.state.commit({ put: [{ state, old }] });
            return undefined;
        },
    };
}

async function update(context: Context, old: ResourceState, state: ResourceState): Promise<void> {
    const provider = await context.providers.ready(state);
    const how = { timeoutInSeconds: state.customTimeouts?.update };
    const end = context.state.begin("updating", state);
    try {
        state.outputs = await provider.update(state.urn, old.id, old, state.inputs, how);
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

/** What a preview can tell of a changed resource: what its plugin says; a dynamic provider is not asked. */
async function foreseen(context: Context, old: ResourceState, state: ResourceState): Promise<PropertyMap> {
    if (isProviderType(state.type) || packageOf(state.type) === dynamicPackage) {
        return state.inputs;
    }
    const provider = await context.providers.ready(state);
    return provider.update(state.urn, old.id, old, state.inputs, { isPreview: true });
}
