import type { Context } from "../context";
import { isDefaultProvider, isProviderType } from "../providers/providers";
import type { ResourceState } from "../state/resourceState";
import type { Step } from "./step";

/** A refusal that does not stop the deletion of other resources, so that all refusals are told at once. */
export class ProtectedError extends Error {
    constructor(urn: string) {
        super(
            `resource "${urn}" cannot be deleted\nbecause it is protected. To unprotect the resource, ` +
                "either remove the `protect` flag from the resource in your Pulumi program and run `pulumi up`, " +
                `or use the command:\n\`pulumi state unprotect '${urn}'\``,
        );
        this.name = "ProtectedError";
    }
}

/** Why a resource is deleted. */
export type DeleteReason =
    /** Nobody declares it any more. */
    | "gone"
    /** Its replacement exists. */
    | "replaced"
    /** Its replacement is about to be made. */
    | "to-be-replaced";

/** Deletes a resource; what is to be retained is only forgotten. */
export function deleteStep(context: Context, old: ResourceState, reason: DeleteReason): Step {
    return {
        op: reason === "gone" ? "delete" : "delete-replaced",
        urn: old.urn,
        subject: old,
        old,
        isInternal: isDefaultProvider(old),
        isInstant: !old.custom,
        run: async () => {
            if (reason === "gone" && old.protect) {
                throw new ProtectedError(old.urn);
            }
            const needsProvider = old.custom && !old.retainOnDelete && !isProviderType(old.type);
            const end = needsProvider && !context.isPreview ? await deleteByProvider(context, old) : undefined;
            if (reason === "to-be-replaced") {
                old.pendingReplacement = true;
                context.state.commit({ put: [{ state: old }], end });
            } else {
                context.state.commit({ remove: [old], end });
            }
            return undefined;
        },
    };
}

/** Forgets a resource that was deleted for a replacement that is no longer wanted. */
export function removePendingReplacementStep(context: Context, old: ResourceState): Step {
    return {
        op: "remove-pending-replace",
        urn: old.urn,
        subject: old,
        isInternal: true,
        isInstant: true,
        run: async () => {
            context.state.commit({ remove: [old] });
            return undefined;
        },
    };
}

/** Returns the number of the pending operation, for the commit that follows. */
async function deleteByProvider(context: Context, old: ResourceState): Promise<number> {
    const provider = await context.providers.ready(old);
    const pending = context.state.begin("deleting", old);
    try {
        await provider.delete(old.urn, old.id, old, { timeoutInSeconds: old.customTimeouts?.delete });
    } catch (error) {
        context.state.commit({ end: pending });
        throw error;
    }
    return pending;
}
