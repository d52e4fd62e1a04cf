import { isSecret, makeSecret } from "../state/property";
import type { ResourceState } from "../state/resourceState";

/** Makes those outputs secret that the program asked for, and those whose input is secret. */
export function markSecretOutputs(state: ResourceState): void {
    const outputs = { ...state.outputs };
    for (const [name, value] of Object.entries(outputs)) {
        if (state.additionalSecretOutputs.includes(name) || isSecret(state.inputs[name])) {
            outputs[name] = makeSecret({ value });
        }
    }
    state.outputs = outputs;
}
