import { isProviderType, type Providers } from "../providers/providers";
import { unknownValue } from "../state/property";
import { dependents } from "../state/resourceGraph";
import type { ResourceState } from "../state/resourceState";
import { diffResource } from "./diffResource";
import { replaceOnChanges } from "./replaceOnChanges";

/**
 * The resources that have to go before `root` can be deleted for its replacement, in dependency order: those that would be
 * replaced themselves if the properties that they take from a replaced resource were to change.
 */
export async function replacedDependents(
    providers: Providers,
    root: ResourceState,
    candidates: ResourceState[],
): Promise<ResourceState[]> {
    const replaced = new Set([root.urn]);
    const result: ResourceState[] = [];
    for (const state of dependents(root, candidates)) {
        const inputs = { ...state.inputs };
        const changing = Object.keys(inputs).filter((name) =>
            (state.propertyDependencies[name] ?? []).some((urn) => replaced.has(urn)),
        );
        if (!state.custom || isProviderType(state.type) || changing.length === 0) {
            continue;
        }
        for (const name of changing) {
            inputs[name] = unknownValue;
        }
        const diff = await diffResource(await providers.ready(state), state, inputs, state.ignoreChanges);
        const verdict = replaceOnChanges(diff, state.replaceOnChanges, false);
        if (verdict.changes && verdict.replaces.length > 0) {
            replaced.add(state.urn);
            result.push(state);
        }
    }
    return result;
}
