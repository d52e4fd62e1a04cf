import type { Context } from "./context";
import { inDependencyOrder } from "./state/resourceGraph";
import type { ResourceState } from "./state/resourceState";
import type { StepExecutor } from "./stepExecutor";
import { type Refreshed, refreshStep } from "./steps/refreshStep";

/**
 * Reads every resource that the operation is for, and brings the state up to date. A resource that cannot be read stays as it was and does not keep
 * the others from being read; whether all could be read is in `executor.failed`.
 */
export async function refreshAll(context: Context, executor: StepExecutor, isOutcomeReported: boolean): Promise<void> {
    const refreshed: Refreshed = new Map();
    const olds = context.state.resources().filter(({ urn }) => context.selection.includes(urn));
    await executor.runAll(
        olds.map((old) => refreshStep(context, old, refreshed, isOutcomeReported)),
        true,
    );
    const gone = olds.filter((old) => refreshed.has(old) && refreshed.get(old) === undefined);
    const found = [...refreshed].flatMap(([old, state]) => (state === undefined ? [] : [{ old, state }]));
    context.state.commit({ put: found, remove: gone });
    forgetGone(context, gone);
}

/** Nothing may depend on a resource that is not there, and its children move to its parent. */
function forgetGone(context: Context, gone: ResourceState[]): void {
    const left = inDependencyOrder(context.state.resources());
    const known = new Set(left.map(({ urn }) => urn));
    const parents = new Map(gone.map(({ urn, parent }) => [urn, parent]));
    if (gone.every(({ urn }) => known.has(urn))) {
        return;
    }
    for (const state of left) {
        state.dependencies = state.dependencies.filter((urn) => known.has(urn));
        for (const [property, urns] of Object.entries(state.propertyDependencies)) {
            state.propertyDependencies[property] = urns.filter((urn) => known.has(urn));
        }
        while (state.parent !== "" && !known.has(state.parent)) {
            state.parent = parents.get(state.parent) ?? "";
        }
    }
    context.state.commit({ put: left.map((state) => ({ state })) });
}
