import * as pulumi from "@pulumi/pulumi";
import { deviceResourceAccountBindingProvider, projectResourceAssignmentProvider } from "#provider/resources/providers";

/** The resources, by the name that their stored text asks the runtime for. */
export const providers = {
    projectResourceAssignment: projectResourceAssignmentProvider,
    deviceResourceAccountBinding: deviceResourceAccountBindingProvider,
};

/** One of the resources. */
export type ResourceName = keyof typeof providers;

const texts = new Map<ResourceName, Promise<string>>();

/** The text that Pulumi stores with every resource of a kind: made by Pulumi's own serializer from the built package. */
export function providerText(name: ResourceName): Promise<string> {
    const text = texts.get(name) ?? serialize(name);
    texts.set(name, text);
    return text;
}

async function serialize(name: ResourceName): Promise<string> {
    const { text } = await pulumi.runtime.serializeFunction(() => providers[name], { allowSecrets: true });
    return text;
}
