import { AssignmentsError } from "./assignmentsError";

/**
 * A POST was sent and may or may not have taken effect: the answer was lost, cut, or a server error.
 * Observe before sending it again. `code` is `AmbiguousOutcome`.
 */
export class AmbiguousError extends AssignmentsError {}
