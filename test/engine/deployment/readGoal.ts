import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import type { Alias, Goal } from "./goal";

/** Reads a program's request to register a resource. */
export function readGoal(request: RegisterResourceRequest): Goal {
    const propertyDependencies: Record<string, string[]> = {};
    for (const [property, dependencies] of request.getPropertydependenciesMap().entries()) {
        propertyDependencies[property] = dependencies.getUrnsList();
    }
    return {
        type: request.getType(),
        name: request.getName(),
        custom: request.getCustom(),
        parent: request.getParent(),
        inputs: request.getObject()?.toJavaScript() ?? {},
        dependencies: request.getDependenciesList(),
        propertyDependencies,
        protect: request.hasProtect() ? request.getProtect() : undefined,
        retainOnDelete: request.hasRetainondelete() ? request.getRetainondelete() : undefined,
        deleteBeforeReplace: request.getDeletebeforereplacedefined() ? request.getDeletebeforereplace() : undefined,
        ignoreChanges: request.getIgnorechangesList(),
        replaceOnChanges: request.getReplaceonchangesList(),
        additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
        aliases: request.getAliasesList().map(readAlias),
    };
}

type AliasMessage = ReturnType<RegisterResourceRequest["getAliasesList"]>[number];

function readAlias(alias: AliasMessage): Alias {
    const spec = alias.getSpec();
    if (spec === undefined) {
        return { urn: alias.getUrn() };
    }
    return {
        name: spec.getName() || undefined,
        type: spec.getType() || undefined,
        stack: spec.getStack() || undefined,
        project: spec.getProject() || undefined,
        parent: spec.getNoparent() ? "" : spec.getParenturn() || undefined,
    };
}
