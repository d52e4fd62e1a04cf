import type { ServiceErrorText } from "./describeServiceError";
import type { ServiceResponse } from "./types";

/** What one attempt to send a request came to. */
export type Outcome = GoodOutcome | BrokenOutcome | RefusedOutcome | FailedOutcome;

/** 2xx, and the body is what was asked for. */
export interface GoodOutcome {
    kind: "good";
    response: ServiceResponse;
}

/** 2xx, but the body, which matters, is cut, endless, too long, not JSON or not what was asked for. */
export interface BrokenOutcome {
    kind: "broken";
    response: ServiceResponse;
    /** For example `is not JSON`. */
    problem: string;
}

/** Any other status. */
export interface RefusedOutcome {
    kind: "refused";
    response: ServiceResponse;
    error: ServiceErrorText;
}

/** No answer. */
export interface FailedOutcome {
    kind: "failed";
    /** Node's code, or `TimeLimit`. */
    code: string;
    /** For example `the connection to contoso.cognitiveservices.azure.com was reset (ECONNRESET)`. */
    problem: string;
    /** Whether the request may have reached the service. */
    sent: boolean;
    /** What kind of failure it is: one of TLS or of a request that cannot be sent is not mended by asking again, a dead host hardly ever. */
    cause: "tls" | "dead" | "unsendable" | "transient";
    /** What was thrown. */
    error?: unknown;
}
