import { Batcher } from "../core/batcher";
import type { Clock } from "../core/clock";
import { latestDeadline } from "../core/deadline";
import { requestIdOf } from "../http/attempt";
import { describeServiceError } from "../http/errors";
import { parseRetryAfter } from "../http/parseRetryAfter";
import type { Outcome, RequestCarrier, ServiceRequest, ServiceResponse } from "../http/types";

/** One answer inside a `$batch` answer. */
interface InnerAnswer {
    id: string;
    status: number;
    headers?: Record<string, unknown>;
    body?: unknown;
}

/** Whether an answer has the shape of a `$batch` answer. */
export function isBatchAnswer(body: unknown): boolean {
    return Array.isArray((body as { responses?: unknown } | null)?.responses);
}

/**
 * The outcome of each request of a batch, in their order. What befell the batch as a whole befell each of them; an answer
 * that is missing says nothing of whether the request was carried out.
 */
export function innerOutcomes(requests: readonly ServiceRequest[], outcome: Outcome, nowInMs: number): Outcome[] {
    if (outcome.kind !== "good") {
        return requests.map(() => outcome);
    }
    const { responses } = outcome.response.body as { responses: unknown[] };
    const answers = new Map(responses.filter(isInnerAnswer).map((answer) => [String(answer.id), answer]));
    return requests.map((request, index) => {
        const answer = answers.get(String(index));
        return answer
            ? innerOutcome(request, answer, nowInMs)
            : { kind: "broken", response: outcome.response, problem: "left it out" };
    });
}

function innerOutcome(request: ServiceRequest, { status, headers, body }: InnerAnswer, nowInMs: number): Outcome {
    const response = toResponse(status, headers ?? {}, body, nowInMs);
    if (status < 200 || status >= 300) {
        return { kind: "refused", response, error: describeServiceError(body) };
    }
    const isAsAsked = request.method !== "GET" || (request.validate?.(body) ?? true);
    return isAsAsked ? { kind: "good", response } : { kind: "broken", response, problem: "is not what was asked for" };
}

function toResponse(status: number, headers: Record<string, unknown>, body: unknown, nowInMs: number): ServiceResponse {
    const values = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
    const header = (name: string) => values.get(name.toLowerCase());
    return {
        status,
        header,
        body,
        requestId: requestIdOf(header),
        retryAfterInMs: parseRetryAfter(header("retry-after"), header("date"), nowInMs),
    };
}

function isInnerAnswer(answer: unknown): answer is InnerAnswer {
    const { id, status } = (answer ?? {}) as Partial<InnerAnswer>;
    return (typeof id === "string" || typeof id === "number") && typeof status === "number";
}

/** The most requests that Graph takes in one `$batch`. */
const mostInBatch = 20;
/** How many may be under way at once: Intune's buckets allow some 100 writes in 20 s. */
const mostAtOnce = 4;
/**
 * How long a batch waits for more. An engine pauses now and then while it starts many resources. What leaves in a small batch
 * meanwhile comes back in a small one twice, so a burst is worth a wait of about as long as Graph takes to answer.
 */
const patience = { firstInMs: 4, shortestInMs: 150, longestInMs: 400, mostInMs: 1_500 };
/** A request with less time left than a batch may take goes alone, so that none outlives its deadline for the sake of others. */
const tightInMs = 60_000;
/** Refusals that each request would meet alone, or that may pass. */
const everybodys: ReadonlySet<number> = new Set([401, 408, 429]);

type Attempt = (request: ServiceRequest) => Promise<Outcome>;

/** A request, and how to send it alone. */
interface Item {
    request: ServiceRequest;
    alone: Attempt;
}

/** Carries requests that are ready together in `$batch` requests of up to 20, a bounded number of them at a time. */
export class BatchCarrier implements RequestCarrier {
    private readonly batcher: Batcher<Item, Outcome>;
    /** Whether this tenant, or a proxy before it, has no `$batch`. */
    private isRefused = false;

    constructor(
        private readonly clock: Clock,
        /** The address that relative URLs in a batch begin at: the root with `/beta`. */
        private readonly base: string,
    ) {
        this.batcher = new Batcher({
            clock,
            patience: () => patience,
            mostAtOnce,
            isDue: (items) => items.length >= mostInBatch || items.some((item) => this.goesAlone(item)),
            choose: (items) => {
                const alone = items.find((item) => this.goesAlone(item));
                return alone ? [alone] : items.slice(0, mostInBatch);
            },
            run: (items) => this.send(items),
        });
    }

    carry(request: ServiceRequest, alone: Attempt): Promise<Outcome> {
        // A link that the service gave may spell its own address otherwise than the user does.
        const fits = request.url.startsWith(`${this.base}/`);
        return fits ? this.batcher.submit({ request, alone }) : alone(request);
    }

    private goesAlone({ request }: Item): boolean {
        return this.isRefused || request.deadline.remainingInMs() < tightInMs;
    }

    private send(items: readonly Item[]): Promise<Outcome>[] {
        const [first] = items;
        if (!first || items.length === 1) {
            return items.map(sendAlone);
        }
        const outcomes = this.sendTogether(first, items);
        return items.map(async (item, index) => (await outcomes)?.[index] ?? sendAlone(item));
    }

    /** The outcome of each item; undefined where there is no `$batch`, so that each is to be sent alone. */
    private async sendTogether(first: Item, items: readonly Item[]): Promise<Outcome[] | undefined> {
        const outcome = await first.alone(this.toBatch(first, items));
        if (outcome.kind === "refused" && isOfBatchAlone(outcome.response.status)) {
            this.isRefused = true;
            return undefined;
        }
        const requests = items.map(({ request }) => request);
        return innerOutcomes(requests, outcome, this.clock.now());
    }

    private toBatch(first: Item, items: readonly Item[]): ServiceRequest {
        return {
            ...first.request,
            method: "POST",
            url: `${this.base}/$batch`,
            body: { requests: items.map(({ request }, index) => toInner(request, String(index), this.base)) },
            deadline: latestDeadline(items.map(({ request }) => request.deadline)),
            validate: isBatchAnswer,
            expectBody: true,
        };
    }
}

function toInner(request: ServiceRequest, id: string, base: string) {
    const url = request.url.slice(base.length);
    const body =
        request.body === undefined ? {} : { headers: { "Content-Type": "application/json" }, body: request.body };
    return { id, method: request.method, url, ...body };
}

/** Whether this tenant, or a proxy before it, has no `$batch`: what it held then goes alone. It says nothing of the devices. */
function isOfBatchAlone(status: number): boolean {
    return status === 501 || (status < 500 && !everybodys.has(status));
}

function sendAlone({ request, alone }: Item): Promise<Outcome> {
    return alone(request);
}
