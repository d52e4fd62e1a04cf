import { randomUUID } from "node:crypto";
import type { Context } from "../context";
import { ProviderError } from "../providers/providerError";
import { dynamicPackage, isProviderType, packageOf } from "../providers/providers";
import type { PropertyMap } from "../state/property";
import type { ResourceState } from "../state/resourceState";
import { markSecretOutputs } from "./markSecretOutputs";
import type { Step, Told } from "./step";

/** What a creation takes the place of. */
export interface Replacement {
    old: ResourceState;
    /** True if the old resource still exists and is deleted at the end; false if it was deleted before. */
    deleteLater: boolean;
}

/** Creates a resource, new or as a replacement. A partial resource is kept with its reasons, and is an error all the same. */
export function createStep(context: Context, state: ResourceState, done: Told, replaced?: Replacement): Step {
    return {
        op: replaced ? "create-replacement" : "create",
        urn: state.urn,
        subject: state,
        old: replaced?.old,
        isInstant: !state.custom,
        done,
        run: async () => {
            if (isProviderType(state.type)) {
                Object.assign(state, { id: randomUUID(), outputs: state.inputs });
                keep(context, state, replaced);
            } else if (context.isPreview) {
                state.outputs = state.custom ? await foreseen(context, state) : {};
                keep(context, state, replaced);
            } else if (state.custom) {
                await create(context, state, replaced);
            } else {
                keep(context, state, replaced);
            }
            return undefined;
        },
    };
}

async function create(context: Context, state: ResourceState, replaced: Replacement | undefined): Promise<void> {
    const provider = await context.providers.ready(state);
    const how = { timeoutInSeconds: state.customTimeouts?.create };
    const pending = context.state.begin("creating", state);
    try {
        Object.assign(state, await provider.create(state.urn, state.inputs, how));
        if (state.id === "") {
            throw new Error("provider did not return an ID from Create");
        }
    } catch (error) {
        if (error instanceof ProviderError && error.partial) {
            const { id, outputs, reasons } = error.partial;
            Object.assign(state, { id, outputs, initErrors: reasons });
            keep(context, state, replaced, pending);
        } else {
            context.state.commit({ end: pending });
        }
        throw error;
    }
    keep(context, state, replaced, pending);
}

/** What a preview can tell of a new resource: what its plugin says; a dynamic provider is not asked. */
async function foreseen(context: Context, state: ResourceState): Promise<PropertyMap> {
    if (packageOf(state.type) === dynamicPackage) {
        return state.inputs;
    }
    const provider = await context.providers.ready(state);
    return (await provider.create(state.urn, state.inputs, { isPreview: true })).outputs;
}

function keep(context: Context, state: ResourceState, replaced: Replacement | undefined, end?: number): void {
    markSecretOutputs(state);
    const put: { state: ResourceState; old?: ResourceState }[] = [{ state }];
    const remove: ResourceState[] = [];
    if (replaced?.deleteLater) {
        replaced.old.delete = true;
        put.push({ state: replaced.old });
    } else if (replaced) {
        remove.push(replaced.old);
    }
    context.state.commit({ put, remove, end });
}
