import type { handleUnaryCall } from "@grpc/grpc-js";
import { toServiceError } from "./errors";

/** Answers a call with what a function returns or throws. */
export function unary<Request, Response>(
    handle: (request: Request) => Response | Promise<Response>,
): handleUnaryCall<Request, Response> {
    return async (call, answer) => {
        try {
            answer(null, await handle(call.request));
        } catch (error) {
            answer(isServiceError(error) ? error : toServiceError(error));
        }
    };
}

/** Whether an error is in gRPC's form already. */
function isServiceError(error: unknown): error is { code: number; details: string } {
    return typeof error === "object" && error !== null && "code" in error && "details" in error;
}
