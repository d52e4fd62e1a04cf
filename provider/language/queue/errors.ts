import { AssignmentsError } from "../../core/errors";
import type { Job, JobVerb } from "../jobs";
import { type ProjectAddress, projectLabel } from "../projectAddress";

/** A job that ended without success and whose effect is not what was wanted. */
export class JobFailedError extends AssignmentsError {
    constructor(
        action: string,
        /** Whether it was an assign or an unassign. */
        readonly verb: JobVerb,
        /** The job as last read, with the service's errors. */
        readonly job: Job,
    ) {
        const errors = job.errors.length > 0 ? job.errors.join(" | ") : "the service gave no reason";
        super(
            "JobFailed",
            `${action} failed: job ${job.jobId} ended "${job.status}": ${errors.replace(/\.$/, "")}. ${hintOf(job)}`,
        );
    }
}

function hintOf(job: Job): string {
    return job.status === "partiallyCompleted"
        ? "Part of it took effect and is kept; correct the rest and run the same command again."
        : "Correct what the service names and run the same command again.";
}

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

/** The beginning of a sentence about a job: `Assigning weu, neu to conversations project "EmailApp"`. */
export function actionOf(verb: JobVerb, memberNames: string, project: ProjectAddress): string {
    return verb === "assign"
        ? `Assigning ${memberNames} to ${projectLabel(project)}`
        : `Unassigning ${memberNames} from ${projectLabel(project)}`;
}

/** The error of a job that may still have effect, with what went wrong last. */
export function unsettledError(
    action: string,
    why: string,
    { pending, cause }: { pending: PendingJob; cause?: unknown },
): UnsettledError {
    const last = cause instanceof Error ? ` Last error: ${cause.message}` : "";
    return new UnsettledError(`${action} is not settled: ${why}.${last}`, pending, cause);
}
