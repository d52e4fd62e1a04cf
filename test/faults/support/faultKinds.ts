import type { FaultAction } from "#emulator/faults/fault";
import type { Site } from "./sites";

/** What a fault means for the request that it strikes; the rules go by it. */
export type FaultNature =
    /** It surely had no effect, and may pass. */
    | "unsent"
    /** It had no effect, but the caller cannot know. */
    | "lost before"
    /** It had its effect, and the answer was lost. */
    | "lost after"
    /** The answer is good, however strange. */
    | "harmless"
    /** A renewed token mends it. */
    | "renewable"
    /** The service refuses for good, whenever it is asked. */
    | "definite"
    /** The list never ends, or leads elsewhere. */
    | "bad link"
    /** The job was started, but where it is cannot be used. */
    | "no job"
    /** The job ends without success. */
    | "job fails"
    /** The job takes effect on its first member only. */
    | "job is partial"
    /** The job is said to have ended without success, while its effect is there. */
    | "job lies"
    /** The job's status is a word that nobody knows. */
    | "unknown status";

/** Addresses and times that faults need. */
export interface FaultContext {
    /** The address of a server that must never be asked anything. */
    elsewhere: string;
    now: number;
    /** A link to the very page that it stands on. */
    samePage: string;
}

/** One fault, at any site where it makes sense. */
export interface FaultKind {
    name: string;
    nature: FaultNature;
    /** What strikes; `refused` means that nobody listens. */
    action: "refused" | ((context: FaultContext) => FaultAction);
    /** How many requests it strikes. Default 1; Infinity: for as long as the operation lasts. */
    times?: number;
    /** The status, where the fault is one. */
    status?: number;
    /** What the error must say of it, when it comes to an error. */
    words: RegExp;
}

/** Whether a fault lasts as long as the operation. */
export function lasts({ times }: FaultKind): boolean {
    return times === Number.POSITIVE_INFINITY;
}

const passing: FaultKind[] = [
    { name: "connection refused", nature: "unsent", action: "refused", words: /refused the connection/ },
    reset("before", "lost before"),
    reset("after", "lost after"),
    reset("headers", "lost after"),
    reset("body", "lost after"),
    hang("before", "lost before"),
    hang("after", "lost after"),
    hang("body", "lost after"),
    said("truncated body", "lost after", { truncate: true }, /cut short|broke|early|reset/),
    said(
        "empty body",
        "lost after",
        { text: "" },
        /not what was asked for|not JSON|gave no sense|no token|named no job/,
    ),
    said("body that is not JSON", "lost after", { text: "<html>Welcome</html>" }, /is not JSON|named no job/),
    said(
        "body of another shape",
        "lost after",
        { text: '{"unexpected":[true]}' },
        /not what was asked for|no "expiresOn"|named no job/,
    ),
    said("body of 50 MB", "lost after", { bodyBytes: 50 * 1024 * 1024 }, /longer than/),
    said("byte order mark", "harmless", { bom: true }, /./),
    status(408, "lost before"),
    status(500, "lost before"),
    status(502, "lost before"),
    status(503, "unsent"),
    status(504, "lost before"),
    status(401, "renewable"),
    ...throttlings(429),
    ...throttlings(503).slice(0, 1),
];

/** One of each way in which a service can be out of order for good. */
const lastingNames =
    /^(connection refused|reset before|reset after the effect .after|hang .before|truncated|body that|\d+$)/;

const lasting: FaultKind[] = passing
    .filter(({ name, nature }) => lastingNames.test(name) && nature !== "renewable" && name !== "502" && name !== "504")
    .map((kind) => ({ ...kind, name: `${kind.name}, for ever`, times: Number.POSITIVE_INFINITY }));

const definite: FaultKind[] = [
    ...[400, 401, 403, 404, 409].map((code) => ({
        ...status(code, "definite"),
        name: `${code}, for ever`,
        times: Number.POSITIVE_INFINITY,
    })),
    ...[400, 403, 404, 409].map((code) => status(code, "definite")),
    {
        name: "redirect to another host",
        nature: "definite",
        action: ({ elsewhere }) => ({ status: 307, headers: { Location: `${elsewhere}/language` } }),
        times: Number.POSITIVE_INFINITY,
        status: 307,
        words: /redirect/,
    },
    {
        name: "redirect within the host",
        nature: "definite",
        action: () => ({ status: 302, headers: { Location: "/language/authoring/other" } }),
        times: Number.POSITIVE_INFINITY,
        status: 302,
        words: /redirect/,
    },
];

const links: FaultKind[] = [
    endless("an endless nextLink", ({ samePage }) => samePage),
    endless("a nextLink to another host", ({ elsewhere }) => `${elsewhere}/language/authoring?skip=3`),
    endless("a nextLink to another scheme", () => "file:///etc/passwd"),
    endless("a nextLink with credentials", ({ elsewhere }) => elsewhere.replace("//", "//user:password@")),
    endless("a nextLink that is no URL", () => "http://["),
];

const locations: FaultKind[] = [
    located("no Operation-Location", "no job", () => null),
    located("a relative Operation-Location", "no job", () => "jobs/66fa9a67-a561-42f1-8a13-f3a879b1a324"),
    located("an Operation-Location that is no URL", "no job", () => "http://[oops"),
    located("an Operation-Location without a job", "no job", () => "/language/authoring/"),
    located("an Operation-Location on another host", "no job", ({ elsewhere }) => `${elsewhere}/assign/jobs/1`),
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

const jobEnds: FaultKind[] = [
    ended("a job that fails", "job fails", "failed"),
    ended("a job that is cancelled", "job fails", "cancelled"),
    ended("a job that completes in part", "job is partial", "partiallyCompleted"),
    ...odd.map((errors, index) => ended(`a failed job with odd errors (${index})`, "job fails", "failed", errors)),
];

const jobLies: FaultKind[] = [
    ended("a lie: the job failed", "job lies", "failed"),
    ended("a lie: the job completed in part", "job lies", "partiallyCompleted"),
    ended("an unknown status", "unknown status", "paused"),
    { ...ended("an unknown status, for ever", "unknown status", "paused"), times: Number.POSITIVE_INFINITY },
];

/** Every fault that can strike a site. */
export function faultsAt(site: Site): FaultKind[] {
    const everywhere = [...passing, ...lasting, ...definite].filter((kind) => applies(kind, site));
    switch (site.nature) {
        case "look":
        case "look after":
            return site.service === "language" && !site.carries ? [...everywhere, ...links] : everywhere;
        case "post":
            return site.service === "language" ? [...everywhere, ...locations, ...jobEnds] : everywhere;
        case "job":
            return [...everywhere, ...jobLies];
        default:
            return everywhere;
    }
}

/** The connection of an inner request is that of its batch; a 204 has no body for a mark; an accepted POST has none either. */
function applies({ action, name }: FaultKind, site: Site): boolean {
    if (site.inner) {
        return typeof action === "function" && !/reset|hang|truncated|MB|mark/.test(name);
    }
    return !(name === "byte order mark" && site.method === "POST" && !site.carries);
}

function reset(when: "before" | "after" | "headers" | "body", nature: FaultNature): FaultKind {
    return said(
        `reset ${when === "before" ? "before the effect" : `after the effect (${when})`}`,
        nature,
        { reset: when },
        /reset|broke|cut short|early/,
    );
}

function hang(when: "before" | "after" | "body", nature: FaultNature): FaultKind {
    return said(`hang (${when})`, nature, { hang: when }, /no answer|did not end in time|in time/);
}

function status(code: number, nature: FaultNature): FaultKind {
    const action = () => ({ status: code });
    return { name: String(code), nature, action, status: code, words: new RegExp(`\\b${code}\\b`) };
}

function throttlings(code: number): FaultKind[] {
    const after = (name: string, value: (now: number) => string): FaultKind => ({
        ...status(code, "unsent"),
        name: `${code} with Retry-After ${name}`,
        action: ({ now }) => ({ status: code, headers: { "Retry-After": value(now) } }),
    });
    return [
        after("in seconds", () => "7"),
        after("as a date", (now) => new Date(now + 9_000).toUTCString()),
        after("of garbage", () => "soon, perhaps"),
        after("huge", () => "99999999999"),
        after("negative", () => "-5"),
        { ...status(code, "unsent"), name: `${code} ten times`, times: 10 },
        status(code, "unsent"),
    ];
}

function said(name: string, nature: FaultNature, action: FaultAction, words: RegExp): FaultKind {
    return { name, nature, action: () => action, words };
}

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
