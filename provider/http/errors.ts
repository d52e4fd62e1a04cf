import { STATUS_CODES } from "node:http";
import {
    AmbiguousError,
    type AssignmentsError,
    againHint,
    ConnectionError,
    DeadlineError,
    laterHint,
    ServiceError,
    TlsError,
} from "../core/errors";
import { isRecord, parseJson } from "../core/json";
import { oneLine, printableText } from "../core/text";
import type { Outcome, RefusedOutcome, ServiceErrorText, ServiceRequest, ServiceResponse } from "./types";

const longestMessage = 600;
const longestCode = 80;
/** The longest id of a resource in Azure, which ends in the name that matters, is some 270. */
const longestTarget = 320;
const mostDetails = 3;
const deepest = 4;

/**
 * Unpacks an error body, whatever its shape: `{"error": {code, message, details, innererror}}`, Graph's `innerError` with its
 * request id, Intune's JSON text inside `message`, gateways' bare `{code, message}`, OAuth's `{error, error_description}`.
 */
export function describeServiceError(body: unknown): ServiceErrorText {
    const outer = asRecord(body);
    const error = asRecord(outer?.error) ?? outer;
    if (!error) {
        return {};
    }
    const inner = asRecord(error.innerError) ?? asRecord(error.innererror);
    const own = text(error.message) ?? text(error.Message) ?? text(outer?.error_description);
    const parts = [own === undefined ? undefined : unpacked(own), ...innerParts(inner), ...detailParts(error.details)];
    return {
        code: short(text(error.code) ?? text(outer?.error)),
        message: printableText(oneLine(unique(parts).join("; ")), longestMessage) || undefined,
        target: short(text(error.target), longestTarget),
        requestId: short(text(inner?.["request-id"]) ?? text(inner?.requestId)),
    };
}

// Intune puts a JSON text into `message`, sometimes twice over; its `Message` names the operation and activity ids.
function unpacked(message: string, depth = 0): string {
    const parsed = message.trimStart().startsWith("{") && depth < deepest ? parseJson(message) : undefined;
    const record = parsed?.ok ? asRecord(parsed.value) : undefined;
    const inside = text(record?.Message) ?? text(record?.message);
    if (inside === undefined) {
        return message;
    }
    const phrase = text(record?.CustomApiErrorPhrase);
    return unpacked(phrase ? `${inside} (${phrase})` : inside, depth + 1);
}

function innerParts(inner: Record<string, unknown> | undefined, depth = 0): string[] {
    if (!inner || depth >= deepest) {
        return [];
    }
    const own = labelled(inner);
    const next = asRecord(inner.innererror) ?? asRecord(inner.innerError);
    return [...(own ? [own] : []), ...innerParts(next, depth + 1)];
}

function detailParts(details: unknown, depth = 0): string[] {
    if (!Array.isArray(details) || depth >= deepest) {
        return [];
    }
    const shown = details.slice(0, mostDetails).flatMap((detail) => {
        const record = asRecord(detail);
        return [labelled(record) ?? [], detailParts(record?.details, depth + 1)].flat();
    });
    return details.length > mostDetails ? [...shown, `and ${details.length - mostDetails} more`] : shown;
}

function labelled(item: Record<string, unknown> | undefined): string | undefined {
    const code = text(item?.code);
    const message = text(item?.message);
    const target = text(item?.target);
    const label = [code, message === undefined ? undefined : unpacked(message)].filter(Boolean).join(": ");
    return label && target ? `${label} (${target})` : label || undefined;
}

function asRecord(value: unknown): Record<string, unknown> | undefined {
    return isRecord(value) ? value : undefined;
}

function text(value: unknown): string | undefined {
    if (typeof value === "number") {
        return String(value);
    }
    return typeof value === "string" && value.trim() !== "" ? value : undefined;
}

function unique(parts: (string | undefined)[]): string[] {
    return [...new Set(parts.filter((part): part is string => part !== undefined))];
}

function short(value: string | undefined, longest = longestCode): string | undefined {
    return value === undefined ? undefined : printableText(value.trim(), longest);
}

const longestHeaderCode = 80;

/** One attempt's result in words, without what to do about it, for example `404 ProjectNotFound: ... (request 1f0c...)`. */
export function describeOutcome(outcome: Outcome): string {
    switch (outcome.kind) {
        case "good":
            return `${outcome.response.status}${request(outcome.response.requestId)}`;
        case "broken":
            return `the answer (${outcome.response.status}) ${outcome.problem}${request(outcome.response.requestId)}`;
        case "refused":
            return describeRefusal(outcome);
        case "failed":
            return outcome.problem;
    }
}

function describeRefusal({ response, error }: RefusedOutcome): string {
    const { status } = response;
    const words = `${status} ${error.code ?? STATUS_CODES[status] ?? ""}`.trim();
    const location = status >= 300 && status < 400 ? redirectTarget(response.header("location")) : undefined;
    const message = location ?? error.message ?? codeInHeader(response);
    return `${words}${message ? `: ${message}` : ""}${request(response.requestId ?? error.requestId)}`;
}

/** What is left when the body says nothing, or too much to be read. */
function codeInHeader({ header }: ServiceResponse): string | undefined {
    const code = header("x-ms-error-code");
    return code === undefined ? undefined : printableText(code, longestHeaderCode);
}

function redirectTarget(location: string | undefined): string {
    if (!location) {
        return "a redirect without a target";
    }
    try {
        return `a redirect to ${new URL(location).host}, which is not followed`;
    } catch {
        return "a redirect within the same host, which is not followed";
    }
}

function request(id: string | undefined): string {
    return id ? ` (request ${id})` : "";
}

const tlsHint =
    "If a proxy of your network opens TLS, name its certificate in NODE_EXTRA_CA_CERTS; else check the endpoint and this machine's clock.";
const connectionHint = "Check the endpoint's spelling, the network and HTTPS_PROXY.";
const redirectHint = "Check the endpoint: credentials go only there.";

/**
 * The error for an attempt's definite result: a sentence of what was done, what came of it and what to do. `sentAs` is whom
 * the request was sent as, which matters where the service refuses just that.
 */
export function definiteError(request: ServiceRequest, outcome: Outcome, sentAs?: string): AssignmentsError {
    const isSignIn = outcome.kind === "refused" && [401, 403].includes(outcome.response.status);
    const as = sentAs && isSignIn ? ` It was sent as ${sentAs}.` : "";
    const says = `${sentence(`${request.action} failed: ${describeOutcome(outcome)}`)}${as}`;
    if (outcome.kind === "refused") {
        const { status } = outcome.response;
        const hint = request.hints?.(status, outcome.error.code) ?? (status < 400 ? redirectHint : undefined);
        const code = outcome.error.code ?? `Http${status}`;
        return new ServiceError(code, hint ? `${says} ${hint}` : says, detailsOf(outcome));
    }
    if (outcome.kind === "failed") {
        return outcome.cause === "tls"
            ? new TlsError(outcome.code, `${says} ${tlsHint}`, { cause: outcome.error })
            : new ConnectionError(outcome.code, `${says} ${connectionHint}`, { cause: outcome.error });
    }
    return new ServiceError("BadAnswer", says, detailsOf(outcome));
}

/** The error for a POST that may have taken effect. */
export function ambiguousError(request: ServiceRequest, outcome: Outcome): AmbiguousError {
    const message = sentence(`${request.action} may or may not have taken effect: ${describeOutcome(outcome)}`);
    return new AmbiguousError("AmbiguousOutcome", message, detailsOf(outcome));
}

/** The error for a deadline; `outcome` is the last real result, of this request or of another that the origin throttled. */
export function deadlineError(request: ServiceRequest, outcome: Outcome | undefined): DeadlineError {
    const { deadline, action } = request;
    const seconds = Math.round(deadline.elapsedInMs() / 1000);
    const last = outcome ? `: ${describeOutcome(outcome)}` : "";
    const message = deadline.isShuttingDown
        ? `${sentence(`${action} was broken off, since Pulumi was asked to stop${last}`)} ${againHint}`
        : `${sentence(`${action} failed: no success within ${seconds} s${last}`)} ${laterHint}`;
    const lastError = outcome && definiteError(request, outcome);
    return new DeadlineError(message, lastError, outcome && detailsOf(outcome));
}

function sentence(text: string): string {
    return text.endsWith(".") ? text : `${text}.`;
}

function detailsOf(outcome: Outcome) {
    if (outcome.kind === "failed") {
        return { cause: outcome.error };
    }
    const { status, requestId } = outcome.response;
    const error = outcome.kind === "refused" ? outcome.error : undefined;
    return {
        statusCode: status,
        requestId: requestId ?? error?.requestId,
        serviceCode: error?.code,
        serviceMessage: error?.message,
    };
}
