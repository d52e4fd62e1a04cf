import { AssignmentsError } from "../http/assignmentsError";
import { deploymentNames } from "./deployments";

/** What was to be unassigned, and why it was not. */
export interface RefusedUnassign {
    /** The beginning of the sentence: `Unassigning contoso-neu from conversations project "EmailApp"`. */
    action: string;
    /** The deployments that would be deleted, by name; or the error that keeps them from being listed. */
    found: readonly string[] | Error;
    /** What a person can do, a sentence. */
    wayOn: string;
}

/**
 * An unassign that was not sent, since it deletes the project's deployments on the member: there are some, or whether there are any
 * cannot be known, and nobody said that they may be deleted.
 */
export class DeploymentsError extends AssignmentsError {
    constructor({ action, found, wayOn }: RefusedUnassign) {
        const why =
            found instanceof Error
                ? `it deletes the deployments there, which cannot be listed. ${withStop(found.message)} Nothing was unassigned.`
                : `it would delete ${deploymentNames(found)}. Nothing was unassigned.`;
        super(
            "DeploymentsInTheWay",
            `${action} was refused: ${why} ${wayOn}`,
            found instanceof Error ? { cause: found } : {},
        );
    }
}

function withStop(sentence: string): string {
    return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}
