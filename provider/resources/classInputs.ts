import * as pulumi from "@pulumi/pulumi";

/**
 * What a resource class adds to the inputs of its own: the logical name, by which `check` knows who declares what, and
 * the names of the inputs that are secret, so that lines and errors can leave their values out.
 */
export function classInputs(name: string, args: object) {
    return { logicalName: name, secretInputs: secretNames(args) };
}

function secretNames(args: object): pulumi.Output<string[] | undefined> {
    const names = Object.entries(args).map(async ([name, value]) =>
        (await pulumi.isSecret(pulumi.output(value))) ? name : "",
    );
    return pulumi.output(Promise.all(names)).apply((found) => {
        const secret = found.filter((name) => name !== "");
        return secret.length > 0 ? secret : undefined;
    });
}
