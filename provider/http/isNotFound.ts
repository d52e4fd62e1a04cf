import { ServiceError } from "./serviceError";

/** Whether the service said definitely that what was asked for does not exist. */
export function isNotFound(error: unknown): error is ServiceError {
    return error instanceof ServiceError && error.statusCode === 404;
}
