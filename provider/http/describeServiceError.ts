import { oneLine, printableText } from "../validation/printableText";
import { parseJson } from "./parseJson";

const longestMessage = 600;
const longestCode = 80;
const mostDetails = 3;
const deepest = 4;

/** What a service says about an error, made safe to show. */
export interface ServiceErrorText {
    /** The service's error code, for example `ProjectNotFound`. */
    code?: string;
    /** Its message with what its details add: one line, at most 600 characters, nothing unprintable. */
    message?: string;
    /** The request's id, where the body has one. */
    requestId?: string;
}

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

function detailParts(details: unknown): string[] {
    if (!Array.isArray(details)) {
        return [];
    }
    const shown = details.slice(0, mostDetails).flatMap((detail) => labelled(asRecord(detail)) ?? []);
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
    return typeof value === "object" && value !== null && !Array.isArray(value)
        ? (value as Record<string, unknown>)
        : undefined;
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

function short(value: string | undefined): string | undefined {
    return value === undefined ? undefined : printableText(value.trim(), longestCode);
}
