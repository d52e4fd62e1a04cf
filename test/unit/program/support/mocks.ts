import * as pulumi from "@pulumi/pulumi";

/** A resource as a program registered it. */
export interface Registered {
    type: string;
    name: string;
    inputs: Record<string, unknown>;
}

/** Puts a monitor in Pulumi's place that only notes what is registered. */
export async function useMocks(config: Record<string, string> = {}): Promise<Registered[]> {
    const registered: Registered[] = [];
    await pulumi.runtime.setMocks(
        {
            newResource: ({ type, name, inputs }) => {
                registered.push({ type, name, inputs });
                return { id: `${name}-id`, state: inputs };
            },
            call: ({ inputs }) => inputs,
        },
        "project",
        "stack",
    );
    pulumi.runtime.setAllConfig(config);
    return registered;
}

/** The value of an output. */
export function resolved<T>(output: pulumi.Output<T>): Promise<T> {
    return new Promise((resolve) => {
        output.apply(resolve);
    });
}
