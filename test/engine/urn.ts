/** Type of the resource that stands for the stack itself. */
export const stackType = "pulumi:pulumi:Stack";

/** The parts of a URN: `urn:pulumi:<stack>::<project>::<types of parents>$<type>::<name>`. */
export interface UrnParts {
    stack: string;
    project: string;
    /** The resource's type with its parents' types before it, joined by `$`. */
    qualifiedType: string;
    type: string;
    name: string;
}

/** Takes a URN apart. A name may itself contain `::`. */
export function parseUrn(urn: string): UrnParts {
    const [prefix = "", project = "", qualifiedType = "", ...name] = urn.split("::");
    return {
        stack: prefix.slice("urn:pulumi:".length),
        project,
        qualifiedType,
        type: qualifiedType.slice(qualifiedType.lastIndexOf("$") + 1),
        name: name.join("::"),
    };
}

/** Builds the URN of a resource; a parent that is the stack itself leaves no trace in it. */
export function createUrn(stack: string, project: string, type: string, name: string, parent?: string): string {
    const parentType = parent ? parseUrn(parent).qualifiedType : "";
    const qualifiedType = parentType && parentType !== stackType ? `${parentType}$${type}` : type;
    return `urn:pulumi:${stack}::${project}::${qualifiedType}::${name}`;
}

/** True for the resources that an engine adds by itself: the stack and its providers. */
export function isEngineResource(urn: string): boolean {
    const { type } = parseUrn(urn);
    return type === stackType || type.startsWith("pulumi:providers:");
}
