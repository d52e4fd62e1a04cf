import { AssignmentsError } from "./assignmentsError";

/**
 * The service gave a definite answer that is not success: 4xx, or a redirect (never followed).
 * `code` is the service's error code, or `Http<status>`; `statusCode` is always set.
 */
export class ServiceError extends AssignmentsError {
    declare readonly statusCode: number;
}
