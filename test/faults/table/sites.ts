import type { EmulatorOptions } from "#emulator/options";

/** The places in the code where a request is made, each of which meets every fault. */
export type SiteName =
    | "language token"
    | "list"
    | "later page"
    | "deployments"
    | "assign"
    | "assign job"
    | "later look at the assign job"
    | "language token during the assign job"
    | "list after assign"
    | "later page after assign"
    | "unassign"
    | "unassign job"
    | "later look at the unassign job"
    | "language token during the unassign job"
    | "list after unassign"
    | "later page after unassign"
    | "graph token"
    | "get"
    | "bind"
    | "get after bind"
    | "unbind"
    | "get after unbind"
    | "batch of gets"
    | "batch of binds"
    | "batch of unbinds"
    | "batch of gets after binds"
    | "batch of gets after unbinds"
    | "batched get"
    | "batched bind"
    | "batched get after bind"
    | "batched unbind"
    | "batched get after unbind";

/** What a request at a site is, for the rules. */
export type SiteNature = "token" | "token after" | "look" | "look at deployments" | "look after" | "post" | "job";

/** A request that is sent to change something. */
export type PostKind = "assign" | "unassign" | "bind" | "unbind";

/** A call site: how to know its requests. */
export interface Site {
    name: SiteName;
    nature: SiteNature;
    /** What its requests speak to. */
    service: "language" | "graph";
    method: "GET" | "POST";
    /** A regular expression on path and query. */
    pattern: string;
    /** The last change that was asked for before; null: none was. Default: does not matter. */
    after?: PostKind | null;
    /** How many of its requests pass before the fault strikes. Default 0. */
    skips?: number;
    /** Whether its requests are those for a list's later pages. */
    paged?: boolean;
    /** How the services behave, so that there is such a request. */
    options?: Partial<EmulatorOptions>;
    /** Whether the fault strikes the inner requests of a `$batch`. */
    inner?: boolean;
    /** Whether the site is a `$batch` as a whole, and what it must carry. */
    carries?: string;
}

/** Jobs that are looked at more than once, and tokens that end before them. */
const slowJobs = { jobDurationMs: 3_000 };
const shortTokens = { jobDurationMs: 25_000, tokenLifetimeMs: 20_000 };
const list = "/resources\\?api-version=[^&]*(&maxpagesize=[0-9]+)?$";
const laterPage = { pattern: "[?&]skip=", paged: true } as const;
const languageToken = "/msi/token.*cognitiveservices";
const device = "/windowsAutopilotDeviceIdentities/[0-9a-f-]{36}";
const language = { service: "language", method: "GET" } as const;
const graph = { service: "graph", method: "GET" } as const;
const batch = { service: "graph", method: "POST", pattern: "/\\$batch$" } as const;
const batchedReadBack = { ...graph, nature: "look after", pattern: `${device}$`, inner: true } as const;
const actions = { bind: "assignResourceAccountToDevice", unbind: "unassignResourceAccountFromDevice" };

/** All call sites. */
export const sites: readonly Site[] = [
    { ...language, name: "language token", nature: "token", pattern: languageToken },
    { ...language, name: "list", nature: "look", pattern: list, after: null },
    { ...language, name: "later page", nature: "look", ...laterPage, after: null },
    { ...language, name: "deployments", nature: "look at deployments", pattern: "/deployments\\?", after: null },
    { ...language, method: "POST", name: "assign", nature: "post", pattern: "/:assign\\?" },
    { ...language, name: "assign job", nature: "job", pattern: "/assign/jobs/" },
    ...duringJob("assign"),
    { ...language, name: "later page after assign", nature: "look after", ...laterPage, after: "assign" },
    { ...language, name: "list after assign", nature: "look after", pattern: list, after: "assign" },
    { ...language, method: "POST", name: "unassign", nature: "post", pattern: "/:unassign\\?" },
    { ...language, name: "unassign job", nature: "job", pattern: "/unassign/jobs/" },
    ...duringJob("unassign"),
    { ...language, name: "later page after unassign", nature: "look after", ...laterPage, after: "unassign" },
    { ...language, name: "list after unassign", nature: "look after", pattern: list, after: "unassign" },
    { ...graph, name: "graph token", nature: "token", pattern: "/msi/token.*graph" },
    { ...graph, name: "get", nature: "look", pattern: `${device}$`, after: null },
    { ...graph, method: "POST", name: "bind", nature: "post", pattern: actions.bind },
    { ...graph, name: "get after bind", nature: "look after", pattern: `${device}$`, after: "bind" },
    { ...graph, method: "POST", name: "unbind", nature: "post", pattern: actions.unbind },
    { ...graph, name: "get after unbind", nature: "look after", pattern: `${device}$`, after: "unbind" },
    { ...batch, name: "batch of gets", nature: "look", carries: '"GET"' },
    { ...batch, name: "batch of binds", nature: "post", carries: actions.bind },
    { ...batch, name: "batch of unbinds", nature: "post", carries: actions.unbind },
    { ...batch, name: "batch of gets after binds", nature: "look after", carries: '"GET"', after: "bind" },
    { ...batch, name: "batch of gets after unbinds", nature: "look after", carries: '"GET"', after: "unbind" },
    { ...graph, name: "batched get", nature: "look", pattern: `${device}$`, inner: true, after: null },
    { ...graph, method: "POST", name: "batched bind", nature: "post", pattern: actions.bind, inner: true },
    { ...graph, method: "POST", name: "batched unbind", nature: "post", pattern: actions.unbind, inner: true },
    { ...batchedReadBack, name: "batched get after bind", after: "bind" },
    { ...batchedReadBack, name: "batched get after unbind", after: "unbind" },
];

function duringJob(verb: "assign" | "unassign"): Site[] {
    const pattern = `/${verb}/jobs/`;
    const token = { name: `language token during the ${verb} job`, nature: "token after", after: verb } as const;
    return [
        {
            ...language,
            name: `later look at the ${verb} job`,
            nature: "job",
            pattern,
            after: verb,
            skips: 1,
            options: slowJobs,
        },
        { ...language, ...token, pattern: languageToken, options: shortTokens },
    ];
}

/** The site of that name. */
export function siteOf(name: SiteName): Site {
    const found = sites.find((site) => site.name === name);
    if (!found) {
        throw new RangeError(`no site "${name}"`);
    }
    return found;
}

/** What a POST asks for, by its path; a `$batch` by what it carries. */
export function postKindOf(path: string, body: string): PostKind | undefined {
    const text = path.endsWith("/$batch") ? body : path;
    if (text.includes(":assign?")) {
        return "assign";
    }
    if (text.includes(":unassign?")) {
        return "unassign";
    }
    if (text.includes(actions.bind)) {
        return "bind";
    }
    return text.includes(actions.unbind) ? "unbind" : undefined;
}
