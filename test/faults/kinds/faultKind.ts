import type { FaultAction } from "#emulator/faults/fault";

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
