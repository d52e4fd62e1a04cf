import type { Deadline } from "../core/deadline";

/** What a service says about an error, made safe to show. */
export interface ServiceErrorText {
    /** The service's error code, for example `ProjectNotFound`. */
    code?: string;
    /** Its message with what its details add: one line, at most 600 characters, nothing unprintable. */
    message?: string;
    /** What the error is about, for example the name of a property. */
    target?: string;
    /** The request's id, where the body has one. */
    requestId?: string;
}

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

/** Which token is wanted, and by when. */
export interface TokenRequest {
    /** For example `https://graph.microsoft.com/.default`. */
    scope: string;
    /** For example `https://login.microsoftonline.com`. */
    authorityHost: string;
    /** Bounds the wait, retries included; its signal aborts it. */
    deadline: Deadline;
    /** The token that the service refused: it is dropped if it is still the cached one, and a new one is asked for. */
    renew?: string;
}

/** Gives out tokens: cached until they near their end, asked for once at a time. */
export interface TokenSource {
    /** Resolves to an access token; rejects with `AuthError`, or with `DeadlineError` after transient failures until the deadline. */
    getToken(request: TokenRequest): Promise<string>;
    /** For whom the last token of this scope speaks, by which way and in which tenant, in words; undefined where that is unknown. */
    identityOf?(request: Pick<TokenRequest, "scope" | "authorityHost">): string | undefined;
}

/** Where Language keys come from, each bound to a host. */
export interface KeySource {
    /** The key for a URL's host and port, unless there is none or it has been refused. */
    keyFor(url: URL): string | undefined;
    /** Marks the key of a host (as in `URL.host`) as refused: it is not given out again. */
    refuse(host: string): void;
}

/** Who a request is for, and how it may sign in. */
export interface RequestAuth {
    /** The token's scope, for example `https://graph.microsoft.com/.default`. */
    scope: string;
    /** Where tokens come from, for example `https://login.microsoftonline.com`. */
    authorityHost: string;
    /** Whether a Language key may serve this request. Default false: Microsoft Entra only. */
    keyAllowed?: boolean;
}

/** Called as a request is about to be sent. If one of them throws, nothing is sent, and the request fails with what it threw. */
export interface SendHooks {
    /** Called before each attempt, and again if the attempt then had to wait: whether the request may be sent may have changed. */
    beforeSend(): Promise<void>;
    /** Called at the very moment of sending. */
    onSend(): void;
}

/** One request to a service, which the client repeats as long as that is safe. */
export interface ServiceRequest {
    method: "GET" | "POST";
    /** Absolute. If it is not of `origin`, an `OriginError` is thrown before anything is sent. */
    url: string;
    /** The configured origin (or any URL of it), the only place that credentials may go to. */
    origin: string;
    /** Sent as JSON. Default: no body. */
    body?: unknown;
    /** Further headers; `Accept`, `Content-Type`, `User-Agent` and those of signing in are set by the client. */
    headers?: Record<string, string>;
    auth: RequestAuth;
    /** Bounds everything: waiting for a token, pauses, repetitions, the answer. Its signal aborts at once. */
    deadline: Deadline;
    /** The beginning of every error sentence, for example `Assigning 2 resources to project "Travel"`. */
    action: string;
    /** What to do about a status, the end of the error sentence, for example which role to grant for a 403. */
    hints?: (statusCode: number, serviceCode?: string) => string | undefined;
    /** What the body of a good answer is; any other is a bad answer: a GET asks again, a POST is ambiguous (see `expectBody`). */
    validate?: (body: unknown) => boolean;
    /** POST only: the body of the answer matters. Default false: status and headers decide, and a broken body is ignored. */
    expectBody?: boolean;
    /** Where a key may serve: whether a token is tried first, and the key only where none can be had or it is refused. Default false. */
    tokenFirst?: boolean;
    /** POST only: between two attempts there may be minutes. Default: none. */
    hooks?: SendHooks;
    /** Takes this request to the service together with others. Default: it goes alone. */
    carrier?: RequestCarrier;
    /** GET only: this is a poll, which waits for its share of the origin's budget of GETs. Default false. */
    budgeted?: boolean;
}

/** A good answer: its status is 2xx. */
export interface ServiceResponse {
    status: number;
    /** A header by its name in any letter case. */
    header(name: string): string | undefined;
    /** The parsed JSON; undefined when the answer has no body, or when a POST's body did not matter and was broken. */
    body: unknown;
    /** The service's id of the request. */
    requestId?: string;
    /** What `Retry-After` asks for, between 0 and 5 minutes. */
    retryAfterInMs?: number;
}

/** Sends requests to the services. */
export interface HttpClient {
    /**
     * Resolves to a good answer (2xx) or rejects with
     * `ServiceError` (a definite answer that is not success),
     * `AmbiguousError` (a POST whose effect is unknown: observe before sending again),
     * `DeadlineError` (no success in time; a POST that ends so had no effect),
     * `AbortedError`, `OriginError`, `TlsError`, `ConnectionError` or `AuthError`. All extend `AssignmentsError`.
     */
    send(request: ServiceRequest): Promise<ServiceResponse>;
    /**
     * Begins to sign in, if nothing has been sent yet: what will be sent soon, but waits for company, then need not wait for
     * the token. All code that it takes is loaded before this returns, which may be a tenth of a second. What goes wrong is told
     * to the requests themselves.
     */
    signInAhead(request: Pick<ServiceRequest, "origin" | "auth" | "deadline">): void;
}

/**
 * Takes requests to a service together, where the service has a way to (Microsoft Graph's `$batch`). Each request still
 * has an outcome of its own, and is decided on and repeated on its own.
 */
export interface RequestCarrier {
    /** Resolves to what came of one attempt; `alone` makes the attempt with any request, in the same sign-in. */
    carry(request: ServiceRequest, alone: (request: ServiceRequest) => Promise<Outcome>): Promise<Outcome>;
}
