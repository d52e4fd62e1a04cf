import type { Verdict } from "./diffResource";

/** How Pulumi calls, among the paths that may replace, that a resource was left unfinished. */
const unfinished = "#initerror";

/**
 * Makes a replacement of a change that the program says is one. Which properties change is known where a plugin tells it, or where the
 * provider left that to the engine, so a dynamic provider with an opinion of its own is replaced by its own word, or where it was left
 * unfinished.
 */
export function replaceOnChanges(verdict: Verdict, paths: string[], isUnfinished: boolean): Verdict {
    const changed = verdict.changes ? verdict.changedKeys : [];
    const keys = [...changed, ...(isUnfinished ? [unfinished] : [])];
    const replaces = keys.filter((key) => paths.some((path) => path === "*" || isWithin(key, path)));
    return {
        ...verdict,
        changes: verdict.changes || replaces.includes(unfinished),
        replaces: [...new Set([...verdict.replaces, ...replaces])],
    };
}

/** Whether what a path names is, or is in, what the other one names. */
function isWithin(path: string, other: string): boolean {
    return path === other || (path.startsWith(other) && /^[.[]/.test(path.slice(other.length)));
}
