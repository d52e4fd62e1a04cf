import { Batcher } from "../../core/batcher";
import { canonicalEndpoint } from "../../validation/endpoint";
import { Batch } from "./batch";
import type { ChangeResult, ProjectChange, QueueServices } from "./change";
import { QueuedRequest } from "./queuedRequest";
import { burstInRequests, type SeenList } from "./seenList";

/** How long a batch waits for more: a job costs far more than the wait. */
const patience = { firstInMs: 80, shortestInMs: 25, longestInMs: 400 };
/**
 * How long it waits at most, however much still arrives: the first one to be quick, a later one as long as it takes to make use
 * of the service's budget. That is ten POSTs a minute, and each batch costs one and a dozen GETs.
 */
const firstMostInMs = 3_000;
const laterMostInMs = 10_000;
/**
 * An engine goes on with a burst once it has noted what was served, and pauses now and then while it does that: what comes after a batch
 * of a burst waits through pauses of so long.
 */
const burstPauseInMs = 350;
/** A request with less time left than this waits for others for a tenth of its time only. */
const shortOfTimeInMs = 30_000;
const waitingShare = 0.1;
/** A request whose batch goes on for others gets its result this long after its own deadline. */
const graceInMs = 1_000;

/**
 * The one queue of a project: jobs run one at a time, since what two at once do is undocumented. What arrives while a
 * batch runs, or within some tens of milliseconds, joins the next batch, whose jobs serve all of it together; so cost
 * grows with what changes, not with how many resources declare it.
 */
export class ProjectQueue {
    private readonly batcher: Batcher<QueuedRequest, void>;
    /** The list with which the last batch ended, and for whom it was read. */
    private lastSeen?: SeenList & { key: string };

    /** How many requests the last batch had; 0 before the first one. */
    private lastCount = 0;

    constructor(private readonly services: QueueServices) {
        this.batcher = new Batcher({
            clock: services.clock,
            patience: () => ({
                ...patience,
                shortestInMs: this.lastCount >= burstInRequests ? burstPauseInMs : patience.shortestInMs,
                mostInMs: this.lastCount > 0 ? laterMostInMs : firstMostInMs,
            }),
            mostAtOnce: 1,
            isOpen: (request) => request.isOpen,
            isDue: (requests) => requests.some(isShortOfTime),
            choose: chooseBatch,
            run: (requests) => {
                const end = this.run(requests);
                return requests.map(() => end);
            },
        });
    }

    /** Takes one resource's change and resolves to what came of it, by the change's own deadline or soon after. */
    submit(change: ProjectChange): Promise<ChangeResult> {
        const request = new QueuedRequest(change);
        void this.serve(request);
        void expireInTime(request);
        return request.result;
    }

    /** Has the request served by as many batches as it takes: one may leave it to the next. */
    private async serve(request: QueuedRequest): Promise<void> {
        while (request.isOpen) {
            await this.batcher.submit(request);
        }
    }

    private async run(requests: readonly QueuedRequest[]): Promise<void> {
        const [first] = requests;
        const key = first ? sharingKey(first) : "";
        const seen = this.lastSeen?.key === key ? this.lastSeen : undefined;
        this.lastSeen = undefined;
        const last = await new Batch(this.services, requests, seen).run();
        this.lastCount = requests.length;
        this.lastSeen = last && { ...last, key };
    }
}

/** The oldest request and all that can share its jobs: same host, same api-version, same credential. */
function chooseBatch(requests: readonly QueuedRequest[]): QueuedRequest[] {
    const [first] = requests;
    const key = first && sharingKey(first);
    return requests.filter((request) => sharingKey(request) === key);
}

/** Gives a result to a request whose deadline comes while it waits, or while a batch goes on for others. */
async function expireInTime(request: QueuedRequest): Promise<void> {
    const { deadline } = request.change;
    const over = new AbortController();
    void request.result.then(() => over.abort());
    try {
        await deadline.clock.sleep(deadline.remainingInMs() + graceInMs, over.signal);
        request.expire();
    } catch {
        // The result came first.
    }
}

/** Whether waiting for others might cost the request its time. */
function isShortOfTime({ change: { deadline } }: QueuedRequest): boolean {
    const isUsed = deadline.elapsedInMs() >= (deadline.at - deadline.startedAt) * waitingShare;
    return isUsed && deadline.remainingInMs() < shortOfTimeInMs;
}

function sharingKey({ change: { project } }: QueuedRequest): string {
    // An account may have two hosts; each is asked at the one that its resource names.
    return `${canonicalEndpoint(project.endpoint)} ${project.apiVersion} ${project.cloud ?? ""}`;
}
