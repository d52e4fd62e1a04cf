import type { Answer } from "./answer.js";
import type { Incoming } from "./incoming.js";

/** How a fault wants a job to end. */
export interface Verdict {
    readonly status: string;
    /** What the job shows as `errors`; undefined for the usual ones. */
    readonly errors?: unknown;
}

/** What a request is about to do: everything is checked, nothing has happened yet. */
export interface Plan {
    /** What a fault can act on here, beside the answer as such. */
    readonly trait?: "startsJob" | "readsJob" | "lists";
    /** Whether the answer has no body. */
    readonly bodyless?: boolean;
    /** Does it. A verdict comes only where the trait is about a job. */
    run(verdict?: Verdict): Answer | Promise<Answer>;
}

/** Carries out an inner request of a `$batch` as one of its own. */
export type PerformInner = (incoming: Incoming) => Promise<Answer>;
