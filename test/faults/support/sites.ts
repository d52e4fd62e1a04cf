/** The places in the code where a request is made, each of which meets every fault. */
export type SiteName =
    | "language token"
    | "list"
    | "later page"
    | "assign"
    | "assign job"
    | "list after assign"
    | "unassign"
    | "unassign job"
    | "list after unassign"
    | "graph token"
    | "get"
    | "bind"
    | "get after bind"
    | "unbind"
    | "get after unbind"
    | "batch of gets"
    | "batch of binds"
    | "batch of unbinds"
    | "batched get"
    | "batched bind"
    | "batched unbind";

/** What a request at a site is, for the rules. */
export type SiteNature = "token" | "look" | "look after" | "post" | "job";

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
    /** Whether the fault strikes the inner requests of a `$batch`. */
    inner?: boolean;
    /** Whether the site is a `$batch` as a whole, and what it must carry. */
    carries?: string;
}

const list = "/resources\\?api-version=[^&]*$";
const device = "/windowsAutopilotDeviceIdentities/[0-9a-f-]{36}";
const language = { service: "language", method: "GET" } as const;
const graph = { service: "graph", method: "GET" } as const;
const batch = { service: "graph", method: "POST", pattern: "/\\$batch$" } as const;
const actions = { bind: "assignResourceAccountToDevice", unbind: "unassignResourceAccountFromDevice" };

/** All call sites. */
export const sites: readonly Site[] = [
    { ...language, name: "language token", nature: "token", pattern: "/msi/token.*cognitiveservices" },
    { ...language, name: "list", nature: "look", pattern: list, after: null },
    { ...language, name: "later page", nature: "look", pattern: "[?&]skip=", after: null },
    { ...language, method: "POST", name: "assign", nature: "post", pattern: "/:assign\\?" },
    { ...language, name: "assign job", nature: "job", pattern: "/assign/jobs/" },
    { ...language, name: "list after assign", nature: "look after", pattern: list, after: "assign" },
    { ...language, method: "POST", name: "unassign", nature: "post", pattern: "/:unassign\\?" },
    { ...language, name: "unassign job", nature: "job", pattern: "/unassign/jobs/" },
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
    { ...graph, name: "batched get", nature: "look", pattern: `${device}$`, inner: true, after: null },
    { ...graph, method: "POST", name: "batched bind", nature: "post", pattern: actions.bind, inner: true },
    { ...graph, method: "POST", name: "batched unbind", nature: "post", pattern: actions.unbind, inner: true },
];

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
