import { AssignmentsError } from "../../http/assignmentsError";
import type { JobVerb } from "../jobs";

/** Work that was sent and whose end is unknown; kept in state until a later verb settles it. */
export interface PendingJob {
    /** What the job does. */
    verb: JobVerb;
    /** The job's id, if the service's answer arrived. */
    jobId?: string;
    /** ARM ids that the job may still change. */
    members: string[];
    /** When it was sent, ISO 8601. */
    since: string;
}

/** The service may still change the project: a job runs on, an answer was lost, or the list does not show what a job did. */
export class UnsettledError extends AssignmentsError {
    constructor(
        message: string,
        /** What may still happen. */
        readonly pending: PendingJob,
        cause?: unknown,
    ) {
        super("Unsettled", message, { cause });
    }
}
