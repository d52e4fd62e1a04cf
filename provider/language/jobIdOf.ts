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
