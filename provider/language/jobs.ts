import { isRecord } from "../core/json";
import { oneLine, printableText } from "../core/text";
import { describeServiceError } from "../http/errors";

/** How long the list may lag behind a job that had an effect; how soon it shows is undocumented. */
export const listLagInMs = 60_000;

/** What a job does. */
export type JobVerb = "assign" | "unassign";

/** A job as stored in a resource's outputs: where the last assign or unassign of this resource ended. */
export interface JobSummary {
    /** The job's id, the last segment of its `Operation-Location`. */
    jobId: string;
    /** The last status seen; an open set, `succeeded` for example. */
    status: string;
    /** When the service created the job, ISO 8601. */
    createdDateTime?: string;
    /** When the service last touched the job, ISO 8601. */
    lastUpdatedDateTime?: string;
}

/** A job as the service tells of it. */
export interface Job extends JobSummary {
    /** Everything the service says went wrong, one line an error. */
    errors: string[];
}

/** Ends that are not success. `cancelled` has two l, and `partiallyCompleted` is an end too: the generic Azure poller knows neither. */
const failures: ReadonlySet<string> = new Set(["failed", "cancelled", "canceled", "partiallyCompleted"]);

/** Whether a job of this status will not change any more; unknown words are polled on until the deadline. */
export function hasEnded(status: string): boolean {
    return status === "succeeded" || failures.has(status);
}

/** What a state keeps of a job. */
export function summarizeJob(job: JobSummary): JobSummary {
    const { jobId, status, createdDateTime, lastUpdatedDateTime } = job;
    return { jobId, status, createdDateTime, lastUpdatedDateTime };
}

/** A job's id, or why an `Operation-Location` gives none. */
export type JobLocation = { jobId: string } | { problem: string };

/**
 * Takes the job's id, the last path segment, from an `Operation-Location`; a relative one is read against the origin.
 * Behind a gateway or a private DNS name its host may be another than the one that was asked: the id is still good, and
 * nothing else of the address is used, so that nothing is ever sent there.
 */
export function jobIdOf(operationLocation: string | undefined, origin: string): JobLocation {
    if (!operationLocation) {
        return { problem: "the service named no job (no Operation-Location)" };
    }
    const url = parse(operationLocation, origin);
    if (!url || !/^https?:$/.test(url.protocol)) {
        return { problem: "the service named its job by something that is no web address" };
    }
    const jobId = /\/jobs\/([^/]+)\/?$/.exec(url.pathname)?.[1];
    return jobId && isPlain(jobId) ? { jobId } : { problem: "the service named its job by a URL without a job id" };
}

function parse(text: string, origin: string): URL | undefined {
    try {
        return new URL(text, origin);
    } catch {
        return undefined;
    }
}

/** Ids are guids and numbers (`66fa9a67-…_637858368000000000`); anything else would be an attempt to leave the path. */
function isPlain(segment: string): boolean {
    return /^[A-Za-z0-9._~-]{1,200}$/.test(segment) && !/^\.+$/.test(segment);
}

/** A job of many members may fail in many ways; a person reads the first few. */
const mostErrors = 10;
/** A message, a code and a target, each of which is bounded by itself. */
const longestError = 1_024;
const longestWord = 64;

type Json = Record<string, unknown>;

/** Whether an answer has the shape of a job: an object with a `status`. */
export function isJobBody(body: unknown): body is Json {
    return isRecord(body) && typeof body.status === "string" && body.status !== "";
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

function describeError(error: unknown): string {
    const { code, message, target } = describeServiceError(error);
    if (code === undefined && message === undefined) {
        return typeof error === "string" ? error : JSON.stringify(error);
    }
    const text = [code, message].filter(Boolean).join(": ");
    return target ? `${text} (${target})` : text;
}

function wordOf(value: unknown): string | undefined {
    const text = textOf(value);
    return text === undefined ? undefined : printableText(text, longestWord);
}

function textOf(value: unknown): string | undefined {
    return typeof value === "string" && value !== "" ? value : undefined;
}
