import { printableText } from "../validation/printableText";

/** A job's id, or why an `Operation-Location` gives none. */
export type JobLocation = { jobId: string } | { problem: string };

/**
 * Takes the job's id, the last path segment, from an `Operation-Location`; a relative one is read against the origin.
 * One that is absent, is no URL, or names another origin (nothing may be sent there) gives the problem instead.
 */
export function jobIdOf(operationLocation: string | undefined, origin: string): JobLocation {
    if (!operationLocation) {
        return { problem: "the service named no job (no Operation-Location)" };
    }
    const url = parse(operationLocation, origin);
    if (!url) {
        return { problem: "the service named its job by something that is no URL" };
    }
    if (url.origin !== new URL(origin).origin) {
        const elsewhere = printableText(url.origin);
        return { problem: `the service named its job at another origin, ${elsewhere}, which is not followed` };
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
