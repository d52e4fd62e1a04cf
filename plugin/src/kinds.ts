import type { ProcessHost } from "../../provider/dist/host/processHost";
import { assignmentVerbs, bindingVerbs, hosted } from "../../provider/dist/host/verbs";
import { bindingTable } from "../../provider/dist/lifecycle/deviceResourceAccountBinding/fields";
import { assignmentTable } from "../../provider/dist/lifecycle/projectResourceAssignment/fields";
import { languageCloudNames, languageCloudOf } from "../../provider/dist/validation/clouds";
import type { ProviderConfig } from "./providerConfig";
import type { ResourceKind } from "./resources";
import type { Properties } from "./wire/values";

/** The type tokens of the resources. */
const resourceTokens = {
    assignment: "azure-assignments:language:ProjectResourceAssignment",
    binding: "azure-assignments:devices:DeviceResourceAccountBinding",
} as const;

/** The resources that a configured provider serves, by type token. */
export function resourceKinds(host: ProcessHost, config: ProviderConfig): ReadonlyMap<string, ResourceKind> {
    const assignments = hosted(host, assignmentVerbs);
    const bindings = hosted(host, bindingVerbs);
    return new Map<string, ResourceKind>([
        [
            resourceTokens.assignment,
            {
                verbs: () => assignments,
                inputs: Object.keys(assignmentTable.inputs),
                withDefaults: (inputs) => withLanguageCloud(inputs, config),
            },
        ],
        [
            resourceTokens.binding,
            {
                verbs: () => bindings,
                inputs: Object.keys(bindingTable.inputs),
                withDefaults: (inputs) => ({ ...inputs, cloud: inputs.cloud ?? config.cloud }),
            },
        ],
    ]);
}

/** An endpoint whose suffix tells its cloud needs none; US Government DoD has no Language endpoints. */
function withLanguageCloud(inputs: Properties, { cloud }: ProviderConfig): Properties {
    const isLanguageCloud = languageCloudNames.some((name) => name === cloud);
    const isTold = inputs.cloud !== undefined || languageCloudOf(hostOf(inputs.endpoint)) !== undefined;
    return isLanguageCloud && !isTold ? { ...inputs, cloud } : inputs;
}

function hostOf(endpoint: unknown): string {
    return typeof endpoint === "string" && URL.canParse(endpoint) ? new URL(endpoint).hostname : "";
}
