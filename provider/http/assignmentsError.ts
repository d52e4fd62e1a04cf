/** What an error carries beside its code and sentence; nothing here ever holds a header, a token or a body. */
export interface AssignmentsErrorDetails {
    /** The HTTP status of the answer that caused it. */
    statusCode?: number;
    /** The service's id of the request, for a support case. */
    requestId?: string;
    /** The service's own error code. */
    serviceCode?: string;
    /** The service's own message: bounded in length, without control characters. */
    serviceMessage?: string;
    /** What caused it; kept for debugging, never enumerated, so that no log prints it by accident. */
    cause?: unknown;
}

/**
 * The base of all errors that are meant for the user. Its message is a full sentence that says what to do next.
 * Its stack is only that message: Pulumi prints the stack of what check, diff, read and delete throw.
 */
export class AssignmentsError extends Error {
    /** What kind of failure this is, for code to branch on, for example `DeadlinePassed`. */
    readonly code: string;
    readonly statusCode?: number;
    readonly requestId?: string;
    readonly serviceCode?: string;
    readonly serviceMessage?: string;

    constructor(code: string, message: string, details: AssignmentsErrorDetails = {}) {
        super(message);
        this.code = code;
        this.statusCode = details.statusCode;
        this.requestId = details.requestId;
        this.serviceCode = details.serviceCode;
        this.serviceMessage = details.serviceMessage;
        hide(this, "name", new.target.name);
        if (details.cause !== undefined) {
            hide(this, "cause", details.cause);
        }
        hide(this, "stack", message);
    }
}

function hide(target: object, key: string, value: unknown): void {
    Object.defineProperty(target, key, { value, enumerable: false, configurable: true, writable: true });
}
