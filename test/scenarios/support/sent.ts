import type { RequestEntry } from "#emulator/index";

/** A request that changes something at a service. */
export type Post = "assign" | "unassign" | "bind" | "unbind";

const verbs: readonly (readonly [RegExp, Post])[] = [
    [/\/resources\/:assign\?/, "assign"],
    [/\/resources\/:unassign\?/, "unassign"],
    [/\/assignResourceAccountToDevice$/, "bind"],
    [/\/unassignResourceAccountFromDevice$/, "unbind"],
];

/**
 * The changing requests among those given, in the order in which they arrived, refused ones too. A `$batch` counts as
 * what is in it; a POST that is none of these is an error.
 */
export function postsIn(requests: readonly RequestEntry[]): Post[] {
    return requests.filter(({ method, path }) => method !== "GET" && !path.endsWith("/$batch")).map(verbOf);
}

function verbOf({ method, path }: RequestEntry): Post {
    const verb = verbs.find(([pattern]) => pattern.test(path))?.[1];
    if (verb === undefined) {
        throw new Error(`${method} ${path} is no request that a scenario expects.`);
    }
    return verb;
}

/** What was asked besides tokens, `METHOD path` without the query, in the order in which it arrived. */
export function askedIn(requests: readonly RequestEntry[]): string[] {
    return requests
        .filter(({ path }) => !path.startsWith("/msi/"))
        .map(({ method, path }) => `${method} ${path.replace(/\?.*/, "")}`);
}
