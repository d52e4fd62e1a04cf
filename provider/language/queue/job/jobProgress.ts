import { type Clock, isoNow } from "../../../core/clock";
import { type Job, type JobVerb, summarizeJob } from "../../jobs";
import type { AssignedResource, ResourceMetadata } from "../../members";
import type { PendingJob } from "../errors";
import type { Progress, QueuedRequest, Share } from "../queuedRequest";

/** The part of a request's progress that a job changes. */
export type JobPart = Pick<Progress, "before" | "assignJob" | "unassignJob" | "pending" | "effective">;

/** How far a job is, for each request that it serves. What is sent and not known to have ended is `pending`. */
export class JobProgress {
    private readonly parts = new Map<QueuedRequest, JobPart>();
    /** What was known before the POST that is under way, or that was sent last. */
    private unsent = new Map<QueuedRequest, Pick<JobPart, "pending" | "effective">>();
    /** What is noted of POSTs whose answer was lost. */
    private readonly lost = new Map<QueuedRequest, PendingJob | undefined>();

    /** Begins with what is known by now. */
    constructor(
        private readonly verb: JobVerb,
        shares: readonly Share[],
        known: (request: QueuedRequest) => Progress,
    ) {
        for (const { request } of shares) {
            const { before, assignJob, unassignJob, pending, effective } = known(request);
            this.parts.set(request, { before, assignJob, unassignJob, pending, effective });
        }
    }

    /** The part of a request; undefined where the job does not serve it. */
    of(request: QueuedRequest): JobPart | undefined {
        return this.parts.get(request);
    }

    /** The requests that the job serves, or was to serve. */
    get requests(): Iterable<QueuedRequest> {
        return this.parts.keys();
    }

    /** A POST is about to be sent for these; from here on its end is unknown. */
    sending(shares: readonly Share[], clock: Clock): void {
        this.unsent = new Map();
        for (const { request, members } of shares) {
            const { pending, effective } = this.partOf(request);
            this.unsent.set(request, { pending, effective });
            this.change(request, { pending: pendingJob(this.verb, members, clock), effective: true });
        }
    }

    /** The POST was not sent, or surely had no effect. */
    notSent(): void {
        for (const [request, part] of this.unsent) {
            this.change(request, part);
        }
        this.unsent = new Map();
    }

    /** The POST may have had an effect: what was noted stays until the list shows it, whatever becomes of further attempts. */
    maybeSent(): void {
        for (const request of this.unsent.keys()) {
            this.lost.set(request, this.partOf(request).pending);
        }
        this.unsent = new Map();
    }

    /** Whether a POST may yet have an effect that no job tells of. */
    get hasLost(): boolean {
        return this.lost.size > 0;
    }

    /** The service has named the job. */
    named(shares: readonly Share[], jobId: string): void {
        for (const { request } of shares) {
            const { pending } = this.partOf(request);
            this.change(request, { pending: pending && { ...pending, jobId } });
        }
    }

    /** The job was seen so. */
    seen(shares: readonly Share[], job: Job): void {
        const name = this.verb === "assign" ? "assignJob" : "unassignJob";
        for (const { request } of shares) {
            this.change(request, { [name]: summarizeJob(job) });
        }
    }

    /** The list shows what was wanted: nothing is pending any more. */
    ended(shares: readonly Share[]): void {
        this.lost.clear();
        this.failed(shares);
    }

    /** The job ended without effect: only what became of an earlier POST, whose answer was lost, is still unknown. */
    failed(shares: readonly Share[]): void {
        for (const { request } of shares) {
            this.change(request, { pending: this.lost.get(request) });
        }
    }

    /** These were there without any request of ours, so they are not the owner's by themselves. */
    foundBefore(request: QueuedRequest, foreign: readonly AssignedResource[]): void {
        const { before = [] } = this.partOf(request);
        this.change(request, { before: [...before, ...foreign] });
    }

    private change(request: QueuedRequest, part: Partial<JobPart>): void {
        this.parts.set(request, { ...this.partOf(request), ...part });
    }

    private partOf(request: QueuedRequest): JobPart {
        return this.parts.get(request) ?? { effective: false };
    }
}

/** A job that is sent now, and whose end is unknown. */
export function pendingJob(verb: JobVerb, members: readonly ResourceMetadata[], clock: Clock): PendingJob {
    return { verb, members: members.map(({ azureResourceId }) => azureResourceId), since: isoNow(clock) };
}
