import type { Context } from "./context";
import { ReportedError } from "./reportedError";
import type { ResourceState } from "./state/resourceState";
import { deleteStep, removePendingReplacementStep } from "./steps/deleteStep";
import { sameStep } from "./steps/sameStep";
import type { Step } from "./steps/step";

/** What becomes of resources that a program does not declare. */
export interface Deletions {
    /** Those that go. */
    deletes: Step[];
    /** Those that stay as they are, since the operation is not for them. */
    sames: Step[];
}

/** The steps for what a program does not declare, as far as the operation is for it; throws where it is not for what must go too. */
export function deletions(context: Context, undeclared: ResourceState[]): Deletions {
    const deletable = context.selection.deletable(context.state.resources());
    const deletes = undeclared.filter((state) => deletable.has(state)).map((state) => stepFor(context, state));
    const untargeted = deletes.filter(({ urn }) => !context.selection.includes(urn));
    for (const { urn } of untargeted) {
        const message =
            `Resource '${urn}' will be destroyed but was not specified in --target list.\n` +
            "Either include resource in --target list or pass --target-dependents to proceed.";
        context.report.error(message, urn);
    }
    if (untargeted.length > 0) {
        throw new ReportedError("delete untargeted resource");
    }
    const kept = undeclared.filter((state) => !state.delete && !deletable.has(state));
    return { deletes, sames: kept.map((state) => sameStep(context, state, { ...state }, () => undefined)) };
}

function stepFor(context: Context, state: ResourceState): Step {
    if (state.delete) {
        return deleteStep(context, state, "replaced");
    }
    return state.pendingReplacement ? removePendingReplacementStep(context, state) : deleteStep(context, state, "gone");
}
