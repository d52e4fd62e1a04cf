import type { OperationName } from "../operations.js";

/** What a fault does. Exactly one of the kinds (all but `delayMs` and the companions `body` and `jobErrors`) or `delayMs` alone. */
export interface FaultAction {
    /** Waits before anything else; alone, the request then goes on as usual. */
    readonly delayMs?: number;
    /** Answers with this status before any effect. */
    readonly status?: number;
    /** With `status` the headers of that answer; alone, headers that are set (or, with null, taken away) after the effect. */
    readonly headers?: Readonly<Record<string, string | null>>;
    /** With `status`: the body, text as it is or anything else as JSON. Default: the service's error of that status. */
    readonly body?: unknown;
    /** Never goes on: `before` the effect, `after` it but before the answer, or in the middle of the answer's `body`. */
    readonly hang?: "before" | "after" | "body";
    /** Resets the connection: `before` the effect, or after it: before the answer, after its headers, in its body. */
    readonly reset?: "before" | "after" | "headers" | "body";
    /** Ends the connection in the middle of the answer, after the effect. */
    readonly truncate?: true;
    /** Answers 200 with this text, which is not JSON, after the effect. */
    readonly text?: string;
    /** Ends the job so, or, where it has ended, only says so. */
    readonly jobStatus?: string;
    /** With `jobStatus`: what the job shows as `errors`, in whatever shape. */
    readonly jobErrors?: unknown;
    /** Sends this `Operation-Location` after the effect, or, with null, none. */
    readonly operationLocation?: string | null;
    /** Shows this link to the next page of a list. */
    readonly nextLink?: string;
    /** Makes the answer's body this long after the effect: filled up with spaces, or cut. */
    readonly bodyBytes?: number;
    /** Puts a byte order mark before the answer's body. */
    readonly bom?: true;
}

/** The kinds of action; a fault has one of them, or `delayMs` alone. */
export const actionKinds = [
    "status",
    "hang",
    "reset",
    "truncate",
    "text",
    "jobStatus",
    "operationLocation",
    "nextLink",
    "bodyBytes",
    "bom",
    "headers",
] as const;

/** The kind of an action. */
export type ActionKind = (typeof actionKinds)[number];

/** A fault: which requests it strikes, how often, and what it does to them. */
export interface Fault {
    /** `method` in any letter case, `path` a regular expression on path and query, `operation` by name. Default: every request. */
    readonly match?: { readonly method?: string; readonly path?: string; readonly operation?: OperationName };
    /** How many requests it strikes. Default 1. */
    readonly times?: number;
    readonly action: FaultAction;
}

/** Returns the kind of an action, or undefined where it only delays. `headers` is a kind only without a `status`. */
export function kindOf(action: FaultAction): ActionKind | undefined {
    return actionKinds.find((kind) => action[kind] !== undefined);
}
