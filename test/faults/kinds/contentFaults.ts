import type { FaultContext, FaultKind, FaultNature } from "./faultKind";

/** Links to a next page that must not be followed for ever, or at all. */
export const linkFaults: FaultKind[] = [
    endless("an endless nextLink", ({ samePage }) => samePage),
    endless("a nextLink to another host", ({ elsewhere }) => `${elsewhere}/language/authoring?skip=3`),
    endless("a nextLink to another scheme", () => "file:///etc/passwd"),
    endless("a nextLink with credentials", ({ elsewhere }) => elsewhere.replace("//", "//user:password@")),
    endless("a nextLink that is no URL", () => "http://["),
];

/** Addresses of a job that cannot be used, each after the job was started. */
export const locationFaults: FaultKind[] = [
    located("no Operation-Location", "no job", () => null),
    located("a relative Operation-Location", "no job", () => "jobs/66fa9a67-a561-42f1-8a13-f3a879b1a324"),
    located("an Operation-Location that is no URL", "no job", () => "http://[oops"),
    located("an Operation-Location without a job", "no job", () => "/language/authoring/"),
    {
        ...located("another job on another host", "no job", ({ elsewhere }) => `${elsewhere}/assign/jobs/1`),
        words: /does not know this job/,
    },
    located("an Operation-Location of dots", "no job", () => "/language/assign/jobs/..%2f..%2fsecrets"),
];

const odd: unknown[] = [
    undefined,
    null,
    "a text",
    [],
    [null, 1, "two", [], {}],
    { code: "X", message: "one object" },
    [{ error: { code: "Nested", message: "inside" } }],
    [{ code: 7, message: { lang: "en" }, target: null, details: "none", innererror: [] }],
    [{ __proto__: null, constructor: "x", message: "constructor" }],
];

/** Ways in which a job ends without success, each told when it is started. */
export const jobEndFaults: FaultKind[] = [
    ended("a job that fails", "job fails", "failed"),
    ended("a job that is cancelled", "job fails", "cancelled"),
    ended("a job that completes in part", "job is partial", "partiallyCompleted"),
    ...odd.map((errors, index) => ended(`a failed job with odd errors (${index})`, "job fails", "failed", errors)),
];

/** What a look at a job may say that is not so. */
export const jobLieFaults: FaultKind[] = [
    ended("a lie: the job failed", "job lies", "failed"),
    ended("a lie: the job completed in part", "job lies", "partiallyCompleted"),
    ended("an unknown status", "unknown status", "paused"),
    { ...ended("an unknown status, for ever", "unknown status", "paused"), times: Number.POSITIVE_INFINITY },
];

function endless(name: string, nextLink: (context: FaultContext) => string): FaultKind {
    const action = (context: FaultContext) => ({ nextLink: nextLink(context) });
    const words = /does not end|credentials go only to|not https|not a URL/;
    return { name, nature: "bad link", action, times: Number.POSITIVE_INFINITY, words };
}

function located(name: string, nature: FaultNature, location: (context: FaultContext) => string | null): FaultKind {
    const words = /named (no|its) job/;
    return { name, nature, action: (context) => ({ operationLocation: location(context) }), words };
}

function ended(name: string, nature: FaultNature, jobStatus: string, jobErrors?: unknown): FaultKind {
    const action = () => ({ jobStatus, ...(jobErrors === undefined ? {} : { jobErrors }) });
    return { name, nature, action, words: new RegExp(jobStatus) };
}
