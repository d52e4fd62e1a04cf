import type { ResourceState } from "./resourceState";

/** URNs of what a resource needs to be there: what it depends on, its parent, its provider. */
export function needs(state: ResourceState): string[] {
    return [state.parent, ...dependencyUrns(state)].filter((urn) => urn !== "");
}

function dependencyUrns(state: ResourceState): string[] {
    const provider = state.provider.slice(0, Math.max(0, state.provider.lastIndexOf("::")));
    return [...state.dependencies, ...Object.values(state.propertyDependencies).flat(), provider];
}

/** Several states share a URN while a replaced one is still to be deleted. */
function byUrn(states: ResourceState[]): Map<string, ResourceState[]> {
    const map = new Map<string, ResourceState[]>();
    for (const state of states) {
        map.set(state.urn, [...(map.get(state.urn) ?? []), state]);
    }
    return map;
}

/** How many resources of `states` stand one upon the other below each; a cycle between generations of URNs is cut. */
function depths(states: ResourceState[]): Map<ResourceState, number> {
    const found = byUrn(states);
    const result = new Map<ResourceState, number>();
    const depthOf = (state: ResourceState): number => {
        const known = result.get(state);
        if (known !== undefined) {
            return known;
        }
        result.set(state, 0);
        const below = needs(state).flatMap((urn) => found.get(urn) ?? []);
        const depth = Math.max(-1, ...below.filter((other) => other !== state).map(depthOf)) + 1;
        result.set(state, depth);
        return depth;
    };
    for (const state of states) {
        depthOf(state);
    }
    return result;
}

/** Orders resources so that each comes after what it needs; otherwise the order stays. */
export function inDependencyOrder(states: ResourceState[]): ResourceState[] {
    const depth = depths(states);
    return [...states].sort((a, b) => (depth.get(a) ?? 0) - (depth.get(b) ?? 0));
}

/** Groups resources for deletion: a group may go at once, when the groups before it are gone. */
export function deletionLayers(states: ResourceState[]): ResourceState[][] {
    const layers: ResourceState[][] = [];
    for (const [state, depth] of depths(states)) {
        layers[depth] = [...(layers[depth] ?? []), state];
    }
    return layers.reverse();
}

/** Everything that a resource needs, directly or not. */
export function transitiveNeeds(state: ResourceState, states: ResourceState[]): Set<ResourceState> {
    const found = byUrn(states);
    const result = new Set<ResourceState>();
    const visit = (current: ResourceState) => {
        for (const other of needs(current).flatMap((urn) => found.get(urn) ?? [])) {
            if (other !== state && !result.has(other)) {
                result.add(other);
                visit(other);
            }
        }
    };
    visit(state);
    return result;
}

/**
 * Resources that depend on one, directly or not, in dependency order. A parent alone is no dependency, but for whoever wants
 * to know what cannot be without the resource.
 */
export function dependents(root: ResourceState, states: ResourceState[], withChildren = false): ResourceState[] {
    const reached = new Set([root.urn]);
    const result: ResourceState[] = [];
    for (const state of inDependencyOrder(states)) {
        const urns = withChildren ? needs(state) : dependencyUrns(state);
        if (state !== root && urns.some((urn) => reached.has(urn))) {
            reached.add(state.urn);
            result.push(state);
        }
    }
    return result;
}
