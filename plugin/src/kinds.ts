import type { ProcessHost } from "../../provider/dist/host/processHost";
import { assignmentVerbs, bindingVerbs, hosted } from "../../provider/dist/host/verbs";
import { bindingTable } from "../../provider/dist/lifecycle/deviceResourceAccountBinding/fields";
import { assignmentTable } from "../../provider/dist/lifecycle/projectResourceAssignment/fields";
import type { Fields } from "../../provider/dist/validation/fields";
import { withGraphCloud, withLanguageCloud } from "./cloud";
import type { ProviderConfig } from "./providerConfig";
import type { ResourceKind } from "./resources";

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
                ...namesIn(assignmentTable.inputs),
                withDefaults: (inputs) => withLanguageCloud(inputs, config),
            },
        ],
        [
            resourceTokens.binding,
            {
                verbs: () => bindings,
                ...namesIn(bindingTable.inputs),
                withDefaults: (inputs) => withGraphCloud(inputs, config),
            },
        ],
    ]);
}

function namesIn(inputs: Fields): Pick<ResourceKind, "inputs" | "required"> {
    const names = Object.keys(inputs);
    return { inputs: names, required: names.filter((name) => inputs[name]?.required) };
}
