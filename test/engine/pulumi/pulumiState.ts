import type { Deployment } from "@pulumi/pulumi/automation";
import { toPortable, withEngineResources } from "../portableState";
import type { StackState, StoredOperation, StoredResource } from "../stackState";

/** The part of Pulumi's stored deployment that matters here. */
interface StoredDeployment {
    resources?: StoredResource[];
    pending_operations?: StoredOperation[];
}

/** Reads an exported deployment as a portable state. */
export function fromDeployment(exported: Deployment): StackState {
    const { resources = [], pending_operations = [] } = exported.deployment as StoredDeployment;
    return toPortable(resources, pending_operations);
}

/** Puts a portable state into a stack's deployment. */
export function intoDeployment(
    state: StackState,
    current: Deployment,
    names: { stack: string; project: string },
): Deployment {
    const deployment = current.deployment as StoredDeployment;
    const whole = withEngineResources(state, deployment.resources ?? [], names);
    return {
        version: current.version,
        deployment: {
            ...deployment,
            resources: whole.resources.map(withoutName),
            pending_operations: whole.pendingOperations.map((o) => ({ ...o, resource: withoutName(o.resource) })),
        },
    };
}

/** Pulumi's format has no field for the name: the URN has it. */
function withoutName({ name: _name, ...resource }: StoredResource): Omit<StoredResource, "name"> {
    return resource;
}
