import { printableText } from "../validation/printableText";
import type { FailedOutcome } from "./outcome";

// Codes that Node and OpenSSL give to a peer that cannot be trusted or spoken to: asking again finds the same peer.
const TLS_CODES = new Set([
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

// Failures before there is a connection, by code or by the system call that failed.
const UNCONNECTED_CODES = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN"]);
const UNCONNECTED_CALLS = new Set(["connect", "getaddrinfo"]);

const WORDS: Record<string, (host: string) => string> = {
    ECONNREFUSED: (host) => `${host} refused the connection`,
    ECONNRESET: (host) => `the connection to ${host} was reset`,
    ENOTFOUND: (host) => `the name ${host} does not resolve`,
    EAI_AGAIN: (host) => `the name ${host} could not be looked up`,
    ERR_STREAM_PREMATURE_CLOSE: (host) => `${host} closed the connection early`,
    ETIMEDOUT: (host) => `the connection to ${host} timed out`,
};

/** Says what a transport's error means: whether the request may have reached `host`, and whether asking again can help. */
export function classifyFailure(error: unknown, host: string): FailedOutcome {
    const { code, erroredSysCall, syscall, name } = fieldsOf(error);
    if (error instanceof TypeError) {
        return unsendable(error);
    }
    if (code === undefined) {
        return name === "FetchError" || name === "AbortError" || name === "RestError"
            ? {
                  kind: "failed",
                  code: "ConnectionLost",
                  problem: `the connection to ${host} broke`,
                  sent: true,
                  cause: "transient",
                  error,
              }
            : unsendable(error);
    }
    const words = WORDS[code]?.(host) ?? `the connection to ${host} failed`;
    const problem = `${words} (${printableText(code, 60)})`;
    if (TLS_CODES.has(code)) {
        // EPROTO is also what a connection that breaks later gives; the others come before anything is sent.
        return {
            kind: "failed",
            code,
            problem: `no trusted connection to ${host} (${code})`,
            sent: code === "EPROTO",
            cause: "tls",
            error,
        };
    }
    const sent = !UNCONNECTED_CODES.has(code) && !UNCONNECTED_CALLS.has(erroredSysCall ?? syscall ?? "");
    return { kind: "failed", code, problem, sent, cause: code === "ENOTFOUND" ? "name" : "transient", error };
}

// Not a transport's error: the request could not even be made, for example of a header that HTTP does not allow.
function unsendable(error: unknown): FailedOutcome {
    const words = error instanceof Error ? printableText(error.message, 200) : "unknown error";
    return {
        kind: "failed",
        code: "Unsendable",
        problem: `the request cannot be sent (${words})`,
        sent: false,
        cause: "unsendable",
        error,
    };
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
