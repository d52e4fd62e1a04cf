import { Metadata, type ServiceError, status } from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import { asError } from "../../../provider/dist/core/errors";
import { close, type Properties } from "./values";

/** An error that the engine is told with a code of its own. */
export class CodedError extends Error {
    constructor(
        readonly code: status,
        message: string,
    ) {
        super(message);
    }
}

/** What a verb left half done, as the host tells it. */
interface HalfDone {
    id: string;
    properties: Properties;
    reasons: string[];
}

/**
 * An error as gRPC carries it. UNKNOWN would make the engine keep a note of an operation whose outcome nobody knows, and ask for
 * a refresh; a verb's own errors say that nothing changed, or come with what did.
 *
 * @param secrets the names of the properties that are secret in what a verb left half done.
 */
export function toServiceError(thrown: unknown, secrets: readonly string[] = []): Partial<ServiceError> {
    const error = asError(thrown);
    const halfDone = halfDoneOf(error);
    if (halfDone) {
        return { code: status.UNKNOWN, details: error.message, metadata: detailsOf(error.message, halfDone, secrets) };
    }
    return { code: error instanceof CodedError ? error.code : status.FAILED_PRECONDITION, details: error.message };
}

function halfDoneOf(error: Error): HalfDone | undefined {
    const { id, properties, reasons } = error as Partial<HalfDone>;
    return id !== undefined && properties && reasons ? { id, properties, reasons } : undefined;
}

function detailsOf(message: string, { id, properties, reasons }: HalfDone, secrets: readonly string[]): Metadata {
    const failed = new ErrorResourceInitFailed().setId(id).setProperties(close(properties, secrets));
    failed.setReasonsList(reasons);
    const packed = new Any();
    packed.pack(failed.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
    const told = new Status().setCode(status.UNKNOWN).setMessage(message);
    told.addDetails(packed);
    const metadata = new Metadata();
    metadata.set("grpc-status-details-bin", Buffer.from(told.serializeBinary()));
    return metadata;
}
