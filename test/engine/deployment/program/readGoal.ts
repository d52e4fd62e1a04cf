import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import type { Alias, CustomTimeouts, Goal } from "./goal";

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
        provider: request.getProvider(),
        customTimeouts: readTimeouts(request),
        importId: request.getImportid(),
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

function readTimeouts(request: RegisterResourceRequest): CustomTimeouts | undefined {
    const given = request.getCustomtimeouts();
    return (
        given && {
            create: seconds(given.getCreate()),
            update: seconds(given.getUpdate()),
            delete: seconds(given.getDelete()),
        }
    );
}

/** A duration as programs write it: hours, minutes and seconds. */
function seconds(duration: string): number {
    const units: Record<string, number> = { h: 3_600, m: 60, s: 1 };
    return [...duration.matchAll(/(\d+(?:\.\d+)?)(h|m|s)/g)].reduce(
        (sum, [, number, unit = ""]) => sum + Number(number) * (units[unit] ?? 0),
        0,
    );
}
