import { randomUUID } from "node:crypto";
import type { StackState, StoredOperation, StoredResource } from "./stackState";
import { createUrn, isEngineResource, parseUrn, stackType } from "./urn";

/** Types of default providers, of the packages that these tests know: of dynamic resources, and of plugins. */
const providerTypeOf = (type: string) => `pulumi:providers:${type.slice(0, type.indexOf(":"))}`;

/** Leaves out of a stored state what engines add by themselves, and fills in names. */
export function toPortable(resources: StoredResource[], operations: StoredOperation[]): StackState {
    return {
        resources: resources.filter(({ urn }) => !isEngineResource(urn)).map(complete),
        pendingOperations: operations
            .filter(({ resource }) => !isEngineResource(resource.urn))
            .map(({ type, resource }) => ({ type, resource: complete(resource) })),
    };
}

/**
 * Adds to a portable state the stack's own resource and the provider, those of `current` if it has them, and points the
 * resources to them.
 */
export function withEngineResources(
    state: StackState,
    current: StoredResource[],
    names: { stack: string; project: string },
): StackState {
    const own = current.filter(({ urn }) => isEngineResource(urn));
    const stack = own.find(({ type }) => type === stackType) ?? stackResource(names);
    const providers = own.filter(({ type }) => type !== stackType);
    const referenceFor = (type: string): string => {
        const isDefault = (one: StoredResource) => one.type === providerTypeOf(type) && one.name.startsWith("default");
        let provider = providers.find(isDefault);
        if (provider === undefined) {
            provider = providerResource(names, providerTypeOf(type));
            providers.push(provider);
        }
        return `${provider.urn}::${provider.id}`;
    };
    const attach = (resource: StoredResource): StoredResource => {
        const isCustom = resource.custom ?? resource.id !== undefined;
        const provided = isCustom ? { provider: resource.provider ?? referenceFor(resource.type) } : {};
        return { parent: stack.urn, ...resource, custom: isCustom, ...provided };
    };
    const attached = state.resources.map(attach);
    return {
        resources: [stack, ...providers, ...attached],
        pendingOperations: state.pendingOperations.map((o) => ({ ...o, resource: attach(o.resource) })),
    };
}

function complete(resource: StoredResource): StoredResource {
    const { inputs = {}, outputs = {} } = resource as Partial<StoredResource>;
    return { ...resource, name: parseUrn(resource.urn).name, inputs, outputs };
}

function stackResource({ stack, project }: { stack: string; project: string }): StoredResource {
    const name = `${project}-${stack}`;
    const urn = createUrn(stack, project, stackType, name);
    return { urn, name, custom: false, type: stackType, inputs: {}, outputs: {} };
}

function providerResource({ stack, project }: { stack: string; project: string }, type: string): StoredResource {
    const urn = createUrn(stack, project, type, "default");
    return { urn, name: "default", custom: true, id: randomUUID(), type, inputs: {}, outputs: {} };
}
