import { ConnectionError, DeadlineError } from "../core/errors";
import { printableText } from "../core/text";
import type { FailedOutcome } from "./types";

// Codes that Node and OpenSSL give to a peer that cannot be trusted or spoken to: asking again finds the same peer.
const tlsCodes = new Set([
    "CERT_CHAIN_TOO_LONG",
    "CERT_HAS_EXPIRED",
    "CERT_NOT_YET_VALID",
    "CERT_REJECTED",
    "CERT_REVOKED",
    "CERT_SIGNATURE_FAILURE",
    "CERT_UNTRUSTED",
    "DEPTH_ZERO_SELF_SIGNED_CERT",
    "EPROTO",
    "ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE",
    "ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION",
    "ERR_SSL_UNSUPPORTED_PROTOCOL",
    "ERR_SSL_WRONG_VERSION_NUMBER",
    "ERR_TLS_CERT_ALTNAME_INVALID",
    "HOSTNAME_MISMATCH",
    "INVALID_CA",
    "INVALID_PURPOSE",
    "PATH_LENGTH_EXCEEDED",
    "SELF_SIGNED_CERT_IN_CHAIN",
    "UNABLE_TO_GET_ISSUER_CERT",
    "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
]);

// What is wrong with a certificate, where Node's code says it; other TLS failures have none, or none that can be told.
const untrusted = "is not signed by anyone trusted here";
const certificateWords: Readonly<Record<string, string>> = {
    CERT_HAS_EXPIRED: "has expired",
    CERT_NOT_YET_VALID: "is not valid yet",
    CERT_REVOKED: "was revoked",
    DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
    ERR_TLS_CERT_ALTNAME_INVALID: "is for another host",
    SELF_SIGNED_CERT_IN_CHAIN: untrusted,
    UNABLE_TO_GET_ISSUER_CERT: untrusted,
    UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
    UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
};

// Failures before there is a connection, by code or by the system call that failed.
const unconnectedCodes = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN"]);
const unconnectedCalls = new Set(["connect", "getaddrinfo"]);

// Thrown without a code when a connection ends under a request.
const transportErrors = new Set(["FetchError", "AbortError", "RestError"]);

const failureWords: Record<string, (host: string) => string> = {
    ECONNREFUSED: (host) => `${host} refused the connection`,
    ECONNRESET: (host) => `the connection to ${host} was reset`,
    ENOTFOUND: (host) => `the name ${host} does not resolve`,
    EAI_AGAIN: (host) => `the name ${host} could not be looked up`,
    ERR_STREAM_PREMATURE_CLOSE: (host) => `${host} closed the connection early`,
    ETIMEDOUT: (host) => `the connection to ${host} timed out`,
};

// node-fetch names the whole URL in its message, and a query may hold what should not be logged.
const urls = /\bhttps?:\/\/\S+/gi;

/** Says what a transport's error means: whether the request may have reached `host`, and whether asking again can help. */
export function classifyFailure(error: unknown, host: string): FailedOutcome {
    return { kind: "failed", ...classify(error, host), error: withoutUrl(error) };
}

function classify(error: unknown, host: string): Omit<FailedOutcome, "kind" | "error"> {
    const { code, erroredSysCall, syscall, name } = fieldsOf(error);
    if (error instanceof TypeError || (code === undefined && !transportErrors.has(name ?? ""))) {
        // The request could not even be made, for example of a header that HTTP does not allow.
        const words = error instanceof Error ? printableText(withoutUrl(error).message, 200) : "unknown error";
        return {
            code: "Unsendable",
            problem: `the request cannot be sent (${words})`,
            sent: false,
            cause: "unsendable",
        };
    }
    if (code === undefined) {
        return { code: "ConnectionLost", problem: `the connection to ${host} broke`, sent: true, cause: "transient" };
    }
    if (tlsCodes.has(code)) {
        // EPROTO is also what a connection that breaks later gives; the others come before anything is sent.
        const words = certificateWords[code];
        const problem = `no trusted connection to ${host}${words ? `: its certificate ${words}` : ""} (${code})`;
        return { code, problem, sent: code === "EPROTO", cause: "tls" };
    }
    const words = failureWords[code]?.(host) ?? `the connection to ${host} failed`;
    const problem = `${words} (${printableText(code, 60)})`;
    const sent = !unconnectedCodes.has(code) && !unconnectedCalls.has(erroredSysCall ?? syscall ?? "");
    return { code, problem, sent, cause: isDeadCode(code) ? "dead" : "transient" };
}

function withoutUrl(error: unknown): Error {
    const { code, name } = fieldsOf(error);
    const message = error instanceof Error ? error.message : `not an error: ${typeof error}`;
    return Object.assign(new Error(message.replace(urls, "[url]")), { name: name ?? "Error", code });
}

function fieldsOf(error: unknown): { code?: string; erroredSysCall?: string; syscall?: string; name?: string } {
    const fields = typeof error === "object" && error !== null ? (error as Record<string, unknown>) : {};
    const string = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);
    return {
        code: string(fields.code),
        erroredSysCall: string(fields.erroredSysCall),
        syscall: string(fields.syscall),
        name: string(fields.name),
    };
}

/** Nothing is behind such an address: its name does not resolve, or it refuses the connection. Asking the resolver again later (`EAI_AGAIN`) may help. */
const deadCodes: ReadonlySet<string> = new Set(["ENOTFOUND", "ECONNREFUSED"]);

/**
 * A host that has been dead for so long, with nothing else between, is not waited for any more: a new custom subdomain takes
 * a while to reach every resolver and a service a while to start, but a misspelled or deleted one never comes.
 */
export const deadAfterInMs = 60_000;

/** Whether a failure's code says that nothing is behind the address. */
function isDeadCode(code: string | undefined): boolean {
    return code !== undefined && deadCodes.has(code);
}

/** Whether an error, or what it wraps, comes of a host that was dead to the end. */
export function isDeadHostError(error: unknown): boolean {
    if (error instanceof ConnectionError) {
        return isDeadCode(error.code);
    }
    if (error instanceof DeadlineError && error.lastError) {
        return isDeadHostError(error.lastError);
    }
    return error instanceof Error && error.cause !== undefined && isDeadHostError(error.cause);
}

/** Knows for how long a host has been dead without a break. */
export class HostWatch {
    private deadSince?: number;
    private lastAt = Number.NEGATIVE_INFINITY;

    /** Notes what an attempt met, and answers for how long nothing but a dead host was met. */
    note(isDead: boolean, now: number): number {
        // After a while without a look it is not known what was between.
        const isBroken = !isDead || this.deadSince === undefined || now - this.lastAt > deadAfterInMs;
        this.lastAt = now;
        this.deadSince = isDead ? (isBroken ? now : this.deadSince) : undefined;
        return this.deadSince === undefined ? 0 : now - this.deadSince;
    }
}
