import { AssignmentsError } from "./assignmentsError";

/**
 * The operation was told to stop, for example because the engine is gone. `code` is `Aborted`.
 * A POST that was on its way may have taken effect.
 */
export class AbortedError extends AssignmentsError {}
