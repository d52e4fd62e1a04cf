import type { ResourceState } from "../state/resourceState";
import type { Step } from "./step";

/** Stands for a replacement as a whole, for whoever counts; its parts do the work. */
export function replaceStep(state: ResourceState): Step {
    return { op: "replace", urn: state.urn, subject: state, isInstant: true, run: async () => undefined };
}
