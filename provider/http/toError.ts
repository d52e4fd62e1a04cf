import { AmbiguousError } from "./ambiguousError";
import type { AssignmentsError } from "./assignmentsError";
import { ConnectionError } from "./connectionError";
import { againHint, DeadlineError, laterHint } from "./deadlineError";
import { describeOutcome } from "./describeOutcome";
import type { Outcome } from "./outcome";
import { ServiceError } from "./serviceError";
import { TlsError } from "./tlsError";
import type { ServiceRequest } from "./types";

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
    const message = deadline.closing
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
