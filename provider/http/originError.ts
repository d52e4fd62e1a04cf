import { AssignmentsError } from "./assignmentsError";

/**
 * A URL leads away from the configured origin, or is not `https:`; nothing was sent there.
 * `code` is `ForeignOrigin`, `InsecureUrl` or `MalformedUrl`.
 */
export class OriginError extends AssignmentsError {}
