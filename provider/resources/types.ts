import type * as pulumi from "@pulumi/pulumi";
import type { JobSummary } from "../language/jobs";
import type { PendingJob } from "../language/lane/unsettledError";

export type { AssignedResource, ResourceMetadata } from "../language/members";
export type { PendingBinding } from "../lifecycle/deviceResourceAccountBinding/state";
export type { Timeouts } from "../lifecycle/timeouts";

/** A job as outputs tell of it. */
export type AssignmentJob = JobSummary;

/** Work on a project whose end is unknown; `members` is left out when `resources` is secret. */
export type PendingAssignment = Omit<PendingJob, "members"> & Partial<Pick<PendingJob, "members">>;

/** Arguments that may be outputs of other resources. */
export type EachInput<T> = { [K in keyof T]: pulumi.Input<T[K]> };
