import * as pulumi from "@pulumi/pulumi";

/**
 * What a resource class adds to the inputs of its own: the logical name, by which `check` knows who declares what, and
 * the names of the properties that are secret, so that lines and errors can leave their values out, and the state does not
 * hold them under another name.
 */
export function classInputs(name: string, args: object, options: pulumi.CustomResourceOptions = {}) {
    const { parent, additionalSecretOutputs = [] } = options;
    return {
        logicalName: parent ? nameWithin(parent, name) : name,
        secretInputs: isPlain(args)
            ? listOf(additionalSecretOutputs)
            : pulumi.output(secretNames(args)).apply((found) => listOf([...found, ...additionalSecretOutputs])),
    };
}

/** Arguments that may be outputs of other resources. */
export type EachInput<T> = { [K in keyof T]: pulumi.Input<T[K]> };

/** The names of the arguments that are secret, or hold what is. */
export async function secretNames(args: object): Promise<string[]> {
    const entries = Object.entries(args).filter(([, value]) => !isPlain(value));
    const areSecret = await Promise.all(entries.map(([, value]) => pulumi.isSecret(pulumi.output(value))));
    return entries.filter((_, index) => areSecret[index]).map(([name]) => name);
}

function listOf(names: readonly string[]): string[] | undefined {
    return names.length > 0 ? [...new Set(names)] : undefined;
}

/** Two resources of one name are two resources where the types of their parents differ: those come first, as in the URN. */
function nameWithin(parent: pulumi.Resource, name: string): pulumi.Output<string> {
    // Not an output of the parent's: that would wait for all children of a component, this one among them.
    const urn = new Promise<string>((resolve) => {
        parent.urn.apply(resolve);
    });
    return pulumi.output(urn).apply((known) => {
        const [, , types] = known.split("::");
        return types === undefined || types === "pulumi:pulumi:Stack" ? name : `${types}::${name}`;
    });
}

/** Whether nothing in a value is an output, or will be known only later: nothing of it can be secret. */
function isPlain(value: unknown): boolean {
    if (typeof value !== "object" || value === null) {
        return typeof value !== "function";
    }
    const prototype = Object.getPrototypeOf(value);
    const isData = Array.isArray(value) || prototype === Object.prototype || prototype === null;
    return isData && Object.values(value).every(isPlain);
}
