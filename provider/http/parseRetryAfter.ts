const longestInMs = 5 * 60_000;
const seconds = /^\d{1,15}$/;
// The three forms of HTTP-date (RFC 9110): IMF-fixdate, RFC 850, asctime.
const httpDate = new RegExp(
    "^(?:[A-Z][a-z]{2}, \\d{2} [A-Z][a-z]{2} \\d{4} \\d{2}:\\d{2}:\\d{2} GMT" +
        "|[A-Z][a-z]{5,8}, \\d{2}-[A-Z][a-z]{2}-\\d{2} \\d{2}:\\d{2}:\\d{2} GMT" +
        "|[A-Z][a-z]{2} [A-Z][a-z]{2} [ \\d]\\d \\d{2}:\\d{2}:\\d{2} \\d{4})$",
);

/**
 * Reads a `Retry-After` header: whole seconds or an HTTP-date, to milliseconds between 0 and 5 minutes; undefined for
 * anything else. A date counts from the answer's own `Date` where there is one, so that a local clock that is wrong
 * does no harm.
 */
export function parseRetryAfter(
    value: string | undefined,
    date: string | undefined,
    nowInMs: number,
): number | undefined {
    const text = value?.trim();
    if (!text) {
        return undefined;
    }
    if (seconds.test(text)) {
        return bounded(Number(text) * 1000);
    }
    const until = parseHttpDate(text);
    if (until === undefined) {
        return undefined;
    }
    return bounded(until - (parseHttpDate(date?.trim()) ?? nowInMs));
}

function parseHttpDate(text: string | undefined): number | undefined {
    if (!text || !httpDate.test(text)) {
        return undefined;
    }
    // Only asctime names no zone; HTTP means GMT.
    const parsed = Date.parse(text.endsWith("GMT") ? text : `${text} GMT`);
    return Number.isNaN(parsed) ? undefined : parsed;
}

function bounded(ms: number): number {
    return Math.min(Math.max(ms, 0), longestInMs);
}
