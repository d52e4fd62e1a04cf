import path from "node:path";
import { makeSecret, type PropertyMap } from "../../engine/deployment/property";
import { pluginFolder } from "../../engine/pluginFolder";
import { assignment, binding, type Declaration } from "../../protocol/support/declaration";
import { type BenchOptions, type ProviderBench, startBench } from "../../protocol/support/providerBench";

/** The plugin's process as the build leaves it. */
export const plugin = { script: path.join(pluginFolder, "pulumi-resource-azure-assignments"), takesSecrets: true };

/** A bench whose provider is the plugin. */
export function startPluginBench(options: BenchOptions = {}): Promise<ProviderBench> {
    return startBench({ ...options, program: plugin });
}

/** An assignment as a program in any language declares it. */
export function pluginAssignment(url: string, changes: PropertyMap = {}, name = "app"): Declaration {
    return ofPlugin(assignment(url, changes, name));
}

/** A binding as a program in any language declares it. */
export function pluginBinding(url: string, changes: PropertyMap = {}, name = "room"): Declaration {
    return ofPlugin(binding(url, changes, name));
}

/** A value in a secret's envelope. */
export function secret(value: unknown): unknown {
    return makeSecret({ value });
}

function ofPlugin({ urn, inputs: { logicalName: _, __provider: __, ...inputs } }: Declaration): Declaration {
    return { urn: urn.replace(/pulumi-nodejs:dynamic\//, "azure-assignments:"), inputs };
}
