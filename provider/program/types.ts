import type * as pulumi from "@pulumi/pulumi";
import type { JobSummary } from "../language/jobs";

export type { AssignedResource, ResourceMetadata } from "../language/members";
export type { PendingBinding } from "../lifecycle/deviceResourceAccountBinding/state";
export type { StoredPending as PendingAssignment } from "../lifecycle/projectResourceAssignment/state";
export type { Timeouts } from "../lifecycle/timeouts";

/** A job as outputs tell of it. */
export type AssignmentJob = JobSummary;

/** Arguments that may be outputs of other resources. */
export type EachInput<T> = { [K in keyof T]: pulumi.Input<T[K]> };
