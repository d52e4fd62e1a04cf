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

/**
 * The operation was told to stop, for example because the engine is gone. `code` is `Aborted`.
 * A POST that was on its way may have taken effect.
 */
export class AbortedError extends AssignmentsError {}

/**
 * A POST was sent and may or may not have taken effect: the answer was lost, cut, or a server error.
 * Observe before sending it again. `code` is `AmbiguousOutcome`.
 */
export class AmbiguousError extends AssignmentsError {}

/** The service cannot be reached and trying again does not help, or this is the last error a deadline reports. `code` is Node's, for example `ENOTFOUND`. */
export class ConnectionError extends AssignmentsError {}

/** What to do when time was up. */
export const laterHint = "Run it again when the service answers, or give it longer with `timeouts`.";

/** What to do when the process was asked to stop. */
export const againHint = "Run the same command again to go on.";

/**
 * The deadline came before success. `code` is `DeadlinePassed`. When a POST ends so, it had no effect:
 * one that may have had an effect ends in an `AmbiguousError`.
 */
export class DeadlineError extends AssignmentsError {
    /** The last real error before the deadline; the message reports it too. */
    readonly lastError?: Error;

    constructor(message: string, lastError?: Error, details?: AssignmentsErrorDetails) {
        super("DeadlinePassed", message, details);
        Object.defineProperty(this, "lastError", { value: lastError, enumerable: false });
    }
}

/**
 * A URL leads away from the configured origin, or is not `https:`; nothing was sent there.
 * `code` is `ForeignOrigin`, `InsecureUrl` or `MalformedUrl`.
 */
export class OriginError extends AssignmentsError {}

/**
 * The service gave a definite answer that is not success: 4xx, or a redirect (never followed).
 * `code` is the service's error code, or `Http<status>`; `statusCode` is always set.
 */
export class ServiceError extends AssignmentsError {
    declare readonly statusCode: number;
}

/** No trusted TLS connection can be made, which asking again would not mend. `code` is Node's, for example `CERT_HAS_EXPIRED`. */
export class TlsError extends AssignmentsError {}

/** What an `AuthError` carries beside its sentence. */
export interface AuthErrorDetails extends AssignmentsErrorDetails {
    /** Further lines: what was tried, and the ways to sign in. They are the same for many resources: tell them once. */
    more?: string;
}

/**
 * No way of signing in worked. `code` is `SignInFailed`. The message is `summary`, one line, with `more` below it;
 * it never holds a secret.
 */
export class AuthError extends AssignmentsError {
    readonly summary: string;
    readonly more?: string;

    constructor(code: string, summary: string, { more, ...details }: AuthErrorDetails = {}) {
        super(code, more ? `${summary}\n${more}` : summary, details);
        this.summary = summary;
        this.more = more;
    }
}

/** A token could not be had just now: the token endpoint was not reached, throttled, failed or gave no sense. */
export class TransientSignInError extends Error {
    /** What went wrong is that nothing is behind the endpoint's address, which is mended soon or never. */
    readonly isDeadHost: boolean;
    /** How long the endpoint asked to wait. */
    readonly retryAfterInMs?: number;

    constructor(
        problem: string,
        { isDeadHost = false, retryAfterInMs }: { isDeadHost?: boolean; retryAfterInMs?: number } = {},
    ) {
        super(problem);
        this.name = "TransientSignInError";
        this.isDeadHost = isDeadHost;
        this.retryAfterInMs = retryAfterInMs;
    }
}

/** Whether the service said definitely that what was asked for does not exist. */
export function isNotFound(error: unknown): error is ServiceError {
    return error instanceof ServiceError && error.statusCode === 404;
}

/** What the service gives, or undefined where it says definitely that there is no such thing. */
export async function ifFound<T>(answer: Promise<T>): Promise<T | undefined> {
    try {
        return await answer;
    } catch (error) {
        if (isNotFound(error)) {
            return undefined;
        }
        throw error;
    }
}

/** What was thrown, as an error. */
export function asError(thrown: unknown): Error {
    return thrown instanceof Error ? thrown : new Error(String(thrown));
}
