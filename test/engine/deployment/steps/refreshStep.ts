import type { Context } from "../context";
import { diffResource } from "../plan/diffResource";
import { isDefaultProvider, isProviderType } from "../providers/providers";
import type { ResourceState } from "../state/resourceState";
import { markSecretOutputs } from "./markSecretOutputs";
import type { Step } from "./step";

/** What a refresh found: the state as it is now, or undefined for a resource that is gone. */
export type Refreshed = Map<ResourceState, ResourceState | undefined>;

/**
 * Reads a resource. What it finds goes to `refreshed`; the state is written when all are read. Whether it counts as changed
 * is what the provider says of a program that still wants the old inputs; it is reported if refreshing is all that is done.
 */
export function refreshStep(
    context: Context,
    old: ResourceState,
    refreshed: Refreshed,
    isOutcomeReported: boolean,
): Step {
    const isReadable = old.custom && !isProviderType(old.type) && !old.pendingReplacement;
    return {
        op: "refresh",
        urn: old.urn,
        subject: old,
        isInternal: isDefaultProvider(old),
        isInstant: !isReadable,
        run: async () => {
            const outcome = isReadable ? await read(context, old, refreshed) : "same";
            return isOutcomeReported ? outcome : undefined;
        },
    };
}

async function read(context: Context, old: ResourceState, refreshed: Refreshed): Promise<string> {
    const provider = await context.providers.ready(old);
    const { id, outputs, inputs } = await provider.read(old.urn, old.id, old);
    if (id === "") {
        refreshed.set(old, undefined);
        return "delete";
    }
    const state = { ...old, id, outputs, inputs: inputs ?? old.inputs, initErrors: [] };
    markSecretOutputs(state);
    const diff = await diffResource(provider, state, old.inputs, old.ignoreChanges);
    refreshed.set(old, state);
    return diff.changes ? "update" : "same";
}
