/** What a job does. */
export type JobVerb = "assign" | "unassign";

/** A job as stored in a resource's outputs: where the last assign or unassign of this resource ended. */
export interface JobSummary {
    /** The job's id, the last segment of its `Operation-Location`. */
    jobId: string;
    /** The last status seen; an open set, `succeeded` for example. */
    status: string;
    /** When the service created the job, ISO 8601. */
    createdDateTime?: string;
    /** When the service last touched the job, ISO 8601. */
    lastUpdatedDateTime?: string;
}

/** A job as the service tells of it. */
export interface Job extends JobSummary {
    /** Everything the service says went wrong, one line an error. */
    errors: string[];
}

/** Ends that are not success. `cancelled` has two l, and `partiallyCompleted` is an end too: the generic Azure poller knows neither. */
const failures: ReadonlySet<string> = new Set(["failed", "cancelled", "canceled", "partiallyCompleted"]);

/** Whether a job of this status will not change any more; unknown words are polled on until the deadline. */
export function hasEnded(status: string): boolean {
    return status === "succeeded" || failures.has(status);
}

/** What a state keeps of a job. */
export function summarizeJob(job: JobSummary): JobSummary {
    const { jobId, status, createdDateTime, lastUpdatedDateTime } = job;
    return { jobId, status, createdDateTime, lastUpdatedDateTime };
}
