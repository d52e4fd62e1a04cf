import type { Deadline } from "../../../core/deadline";
import type { Say } from "../../../core/text";
import type { AuthoringClient } from "../../client";
import type { JobVerb } from "../../jobs";
import type { AssignedResource, MemberNames } from "../../members";
import type { Progress, QueuedRequest, Share } from "../queuedRequest";

/** How a job is run. */
export interface JobOptions {
    /** Whether the list proves nothing of the members, even where it shows what is wanted. Default false. */
    unverified?: boolean;
    /** Until when the list may lag behind an earlier job that may have done a part, in milliseconds since the epoch. Default: none. */
    lagsUntil?: number;
}

/** What is to be done, and what that needs from outside. */
export interface JobPlan extends JobOptions {
    client: AuthoringClient;
    names: MemberNames;
    /** Says one line to the person who waits. */
    say: Say;
    verb: JobVerb;
    /** What it is to do for each request. */
    shares: readonly Share[];
    /** How far the work for a request is before the job. */
    known: (request: QueuedRequest) => Progress;
    /** Lists the project. */
    observe: (deadline: Deadline) => Promise<AssignedResource[]>;
    /** Of the shares those that may be sent now: their requests still wait, and nothing is in their way. */
    admit: (shares: readonly Share[]) => Promise<readonly Share[]>;
    /** Called as the job is about to be sent. */
    onSend: () => void;
    /** Called with members that are there though no request of ours had any effect. */
    onForeign: (request: QueuedRequest, members: readonly AssignedResource[]) => void;
}
