import { AssignmentsError } from "../../http/assignmentsError";
import type { Job, JobVerb } from "../jobs";

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
