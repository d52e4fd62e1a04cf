import { status } from "@grpc/grpc-js";

/** An error that a gRPC caller sees with this status. */
export class StatusError extends Error {
    constructor(
        readonly code: status,
        message: string,
    ) {
        super(message);
        this.name = "StatusError";
    }
}

/** What callers are told who still wait when an operation ends: Pulumi's SDK then stops without a word. */
export function monitorClosed(): StatusError {
    return new StatusError(status.UNAVAILABLE, "resource monitor shut down");
}
