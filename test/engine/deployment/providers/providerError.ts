import type * as grpc from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { annotateSecrets, type PropertyMap } from "../state/property";

/** A resource that exists although the call that made or changed it failed. */
export interface PartialResource {
    id: string;
    outputs: PropertyMap;
    reasons: string[];
}

/** An error of the provider, with the message that a user sees. */
export class ProviderError extends Error {
    constructor(
        message: string,
        /** Set where the resource is to be kept in spite of the error. */
        readonly partial?: PartialResource,
        /** The code of gRPC. */
        readonly code?: grpc.status,
    ) {
        super(message);
        this.name = "ProviderError";
    }
}

/** Reads a failed call: the message, and, from the status details, a partial resource. */
export function providerError(error: grpc.ServiceError, secretNames: PropertyMap): ProviderError {
    const partial = partialResource(error, secretNames);
    return partial === undefined
        ? new ProviderError(error.details || error.message, undefined, error.code)
        : new ProviderError(reasonsAsText(partial.reasons), partial, error.code);
}

function partialResource(error: grpc.ServiceError, secretNames: PropertyMap): PartialResource | undefined {
    const [packed] = error.metadata?.get("grpc-status-details-bin") ?? [];
    if (!(packed instanceof Uint8Array)) {
        return undefined;
    }
    for (const detail of Status.deserializeBinary(packed).getDetailsList()) {
        if (detail.getTypeName() === "pulumirpc.ErrorResourceInitFailed") {
            const failed = ErrorResourceInitFailed.deserializeBinary(detail.getValue_asU8());
            const outputs = failed.getProperties()?.toJavaScript() ?? {};
            const reasons = failed.getReasonsList();
            return { id: failed.getId(), outputs: annotateSecrets(outputs, secretNames), reasons };
        }
    }
    return undefined;
}

/** Pulumi shows the reasons of a partial resource, not its message. */
function reasonsAsText(reasons: string[]): string {
    if (reasons.length === 0) {
        return "resource init failed";
    }
    const count = `${reasons.length} error${reasons.length === 1 ? "" : "s"} occurred:`;
    return [count, ...reasons.map((reason) => `\t* ${reason}`)].join("\n");
}
