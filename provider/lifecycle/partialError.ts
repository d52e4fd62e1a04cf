import { AssignmentsError } from "../http/assignmentsError";

/**
 * The operation failed, but the resource exists, or may exist, in the state given: it must be remembered.
 * Pulumi shows the reasons and not the message, so the whole story is in the reasons.
 */
export class PartialError extends AssignmentsError {
    constructor(
        /** The resource's id. */
        readonly id: string,
        /** Everything known of the resource, inputs included, as plain JSON. */
        readonly state: Record<string, unknown>,
        /** What went wrong and what to do, one sentence or more each. */
        readonly reasons: string[],
        cause?: unknown,
    ) {
        super("Partial", reasons.join(" "), { cause });
    }
}
