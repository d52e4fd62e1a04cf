import { AssignmentsError, type AssignmentsErrorDetails } from "./assignmentsError";

/** What to do when time was up. */
export const laterHint = "Run it again when the service answers, or give it longer with `timeouts`.";

/** What to do when the process was asked to stop. */
export const againHint = "Run the same command again to go on.";

/**
 * The deadline came before success. `code` is `DeadlinePassed`. When a POST ends so, it had no effect:
 * one that may have had an effect ends in an `AmbiguousError`.
 */
export class DeadlineError extends AssignmentsError {
    /** The last real error before the deadline; the message reports it too. */
    readonly lastError?: Error;

    constructor(message: string, lastError?: Error, details?: AssignmentsErrorDetails) {
        super("DeadlinePassed", message, details);
        Object.defineProperty(this, "lastError", { value: lastError, enumerable: false });
    }
}
