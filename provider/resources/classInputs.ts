import * as pulumi from "@pulumi/pulumi";

/**
 * What a resource class adds to the inputs of its own: the logical name, by which `check` knows who declares what, and
 * the names of the inputs that are secret, so that lines and errors can leave their values out.
 */
export function classInputs(name: string, args: object, parent: pulumi.Resource | undefined) {
    return { logicalName: parent ? nameWithin(parent, name) : name, secretInputs: secretNames(args) };
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

function secretNames(args: object): pulumi.Output<string[] | undefined> | undefined {
    if (isPlain(args)) {
        return undefined;
    }
    const names = Object.entries(args).map(async ([name, value]) =>
        (await pulumi.isSecret(pulumi.output(value))) ? name : "",
    );
    return pulumi.output(Promise.all(names)).apply((found) => {
        const secret = found.filter((name) => name !== "");
        return secret.length > 0 ? secret : undefined;
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
