import { oneLine, printableText } from "../validation/printableText";
import type { Job } from "./jobs";

/** A job of many members may fail in many ways; a person reads the first few. */
const mostErrors = 10;
const longestError = 600;
const longestWord = 64;
/** Details within details are read so deep; five at each depth. */
const deepest = 3;

type Json = Record<string, unknown>;

/** Whether an answer has the shape of a job: an object with a `status`. */
export function isJobBody(body: unknown): body is Json {
    return isObject(body) && typeof body.status === "string" && body.status !== "";
}

/** Reads a job from an answer; `errors` may come in any shape, and none may make reading it fail. */
export function readJob(body: Json, jobId: string): Job {
    return {
        jobId,
        status: printableText(String(body.status), longestWord),
        createdDateTime: wordOf(body.createdDateTime),
        lastUpdatedDateTime: wordOf(body.lastUpdatedDateTime),
        errors: readErrors(body.errors),
    };
}

function readErrors(errors: unknown): string[] {
    if (errors === undefined || errors === null) {
        return [];
    }
    const list = Array.isArray(errors) ? errors : [errors];
    return list.slice(0, mostErrors).map((error) => printableText(oneLine(describeError(error)), longestError));
}

function describeError(error: unknown, depth = 0): string {
    if (!isObject(error)) {
        return typeof error === "string" ? error : JSON.stringify(error);
    }
    const inner = isObject(error.error) ? error.error : error;
    const target = textOf(inner.target);
    const nested = Array.isArray(inner.details) && depth < deepest ? inner.details.slice(0, 5) : [];
    const details = nested.map((detail) => describeError(detail, depth + 1));
    const message = textOf(inner.message) ?? (textOf(inner.code) ? "" : JSON.stringify(inner));
    const head = [textOf(inner.code), message].filter(Boolean).join(": ");
    return [head + (target ? ` (${target})` : ""), ...details].join("; ");
}

function wordOf(value: unknown): string | undefined {
    const text = textOf(value);
    return text === undefined ? undefined : printableText(text, longestWord);
}

function textOf(value: unknown): string | undefined {
    return typeof value === "string" && value !== "" ? value : undefined;
}

function isObject(value: unknown): value is Json {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
