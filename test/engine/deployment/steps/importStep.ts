import type { Context } from "../context";
import { diffResource } from "../plan/diffResource";
import { ReportedError } from "../reportedError";
import type { ResourceState } from "../state/resourceState";
import { markSecretOutputs } from "./markSecretOutputs";
import type { Step, Told } from "./step";

/** Takes up what is there already; what the program declares must be what is there. */
export function importStep(context: Context, state: ResourceState, id: string, done: Told): Step {
    return {
        op: "import",
        urn: state.urn,
        subject: state,
        done,
        run: async () => {
            const provider = await context.providers.ready(state);
            const found = await provider.read(state.urn, id, { inputs: {}, outputs: {} });
            if (found.id === "" || found.inputs === undefined) {
                throw new Error(`resource '${id}' does not exist`);
            }
            const there = { ...state, id: found.id, inputs: found.inputs, outputs: found.outputs };
            const checked = await provider.check(state.urn, found.inputs, state.inputs);
            for (const { property, reason } of checked.failures) {
                context.report.error(`property ${property}: ${reason}`, state.urn);
            }
            const { changes } = await diffResource(provider, there, checked.inputs, state.ignoreChanges);
            if (changes || checked.failures.length > 0) {
                throw new ReportedError("inputs to import do not match the existing resource");
            }
            Object.assign(state, { id: found.id, inputs: checked.inputs, outputs: found.outputs });
            markSecretOutputs(state);
            context.state.commit({ put: [{ state }] });
            return undefined;
        },
    };
}
