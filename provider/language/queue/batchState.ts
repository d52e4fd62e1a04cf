import type { Clock } from "../../core/clock";
import type { JobProgress } from "./job/jobProgress";
import { notBegun, type Progress, type QueuedRequest } from "./queuedRequest";
import type { SeenList } from "./seenList";

/** The requests of a batch, how far each of them is, and the project's list as last seen. */
export class BatchState {
    /** Whether anything went wrong. */
    hasFailures = false;
    private lastSeen: SeenList;
    private readonly known = new Map<QueuedRequest, Progress>();
    /** The job that is under way, which knows more of the requests that it serves. */
    private job?: JobProgress;
    private readonly postponed = new Set<QueuedRequest>();

    constructor(
        readonly requests: readonly QueuedRequest[],
        clock: Clock,
    ) {
        this.lastSeen = { list: [], at: clock.now() };
        for (const request of requests) {
            request.servedBy(() => this.of(request));
        }
    }

    /** The list as last seen. */
    get seen(): SeenList {
        return this.lastSeen;
    }

    /** The requests that this batch still has to serve. */
    get open(): QueuedRequest[] {
        return this.requests.filter((request) => request.isOpen && !this.postponed.has(request));
    }

    /** How far a request is; right at any moment, since its deadline may come in the middle of a job. */
    of(request: QueuedRequest): Progress {
        return { ...(this.known.get(request) ?? notBegun), ...this.job?.of(request) };
    }

    /** Notes something of a request. While a job serves it, what the job says of the same counts. */
    note(request: QueuedRequest, part: Partial<Progress>): void {
        this.known.set(request, { ...(this.known.get(request) ?? notBegun), ...part });
    }

    /** Notes the list. */
    see(seen: SeenList): void {
        this.lastSeen = seen;
        for (const request of this.open) {
            this.note(request, { after: seen.list });
        }
    }

    /** Runs a job; what it says of its requests stays known after it. */
    async during(job: JobProgress, run: () => Promise<void>): Promise<void> {
        this.job = job;
        try {
            await run();
        } catch (error) {
            this.hasFailures = true;
            throw error;
        } finally {
            for (const request of job.requests) {
                this.known.set(request, this.of(request));
            }
            this.job = undefined;
        }
    }

    /** Leaves a request to the next batch. */
    postpone(request: QueuedRequest): void {
        this.postponed.add(request);
    }

    /** Gives a request its result. */
    settle(request: QueuedRequest, error?: Error): void {
        this.hasFailures ||= error !== undefined;
        request.settle(error);
    }

    /** Gives all open requests their result. */
    settleAll(error?: Error): void {
        for (const request of this.open) {
            this.settle(request, error);
        }
    }
}
