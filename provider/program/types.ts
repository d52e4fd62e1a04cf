import type * as pulumi from "@pulumi/pulumi";

export type { JobSummary as AssignmentJob } from "../language/jobs";
export type { AssignedResource, ResourceMetadata } from "../language/members";
export type { PendingBinding } from "../lifecycle/deviceResourceAccountBinding/state";
export type { StoredPending as PendingAssignment } from "../lifecycle/projectResourceAssignment/state";
export type { Timeouts } from "../lifecycle/timeouts";

/** Arguments that may be outputs of other resources. */
export type EachInput<T> = { [K in keyof T]: pulumi.Input<T[K]> };
