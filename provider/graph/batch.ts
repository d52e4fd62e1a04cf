import { Gathering } from "../core/adaptiveDebounce";
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
/** The most that may be under way at once: Intune's buckets allow some 100 writes in 20 s. */
const mostUnderWay = 4;
/**
 * How long a batch waits for company. An engine pauses now and then while it starts many resources: who is sent off in a small
 * batch meanwhile comes back in a small one twice, so a burst is worth a wait of about as long as Graph takes to answer.
 */
const patience = { firstInMs: 4, shortestInMs: 150, longestInMs: 400, mostInMs: 750 };
/** A request with less time left than a batch may take goes alone, so that none outlives its deadline for the sake of others. */
const tightInMs = 60_000;
/** Refusals that each request would meet alone, or that may pass. */
const everybodys: ReadonlySet<number> = new Set([401, 408, 429]);

type Attempt = (request: ServiceRequest) => Promise<Outcome>;

/** A request that waits to be carried. */
interface Passenger {
    request: ServiceRequest;
    alone: Attempt;
    arrive: (outcome: Outcome) => void;
    fail: (reason: unknown) => void;
}

/** Carries requests that are ready together in `$batch` requests of up to 20, a bounded number of them at a time. */
export class BatchCarrier implements RequestCarrier {
    private readonly waiting: Passenger[] = [];
    private readonly gathering: Gathering;
    private underWay = 0;
    private onTheirWay = 0;
    private departing = false;
    private refused = false;

    constructor(
        private readonly clock: Clock,
        /** The address that relative URLs in a batch begin at: the root with `/beta`. */
        private readonly base: string,
    ) {
        const waiting = () => this.waiting.length;
        this.gathering = new Gathering(clock, patience, { waiting, present: () => waiting() + this.onTheirWay });
    }

    carry(request: ServiceRequest, alone: Attempt): Promise<Outcome> {
        // A link that the service gave may spell its own address otherwise than the user does.
        if (!request.url.startsWith(`${this.base}/`)) {
            return alone(request);
        }
        return new Promise((arrive, fail) => {
            this.waiting.push({ request, alone, arrive, fail });
            this.gathering.arrived();
            void this.depart();
        });
    }

    /** Sends what waits, as long as there is room on the way. */
    private async depart(): Promise<void> {
        if (this.departing) {
            return;
        }
        this.departing = true;
        while (this.waiting.length > 0 && this.underWay < mostUnderWay) {
            const passengers = await this.board();
            this.underWay += 1;
            this.onTheirWay += passengers.length;
            void this.travel(passengers).finally(() => {
                this.underWay -= 1;
                this.onTheirWay -= passengers.length;
                if (this.waiting.length === 0) {
                    // Most come back at once, with what they have to do next: that is no pace.
                    this.gathering.served();
                }
                void this.depart();
            });
        }
        this.departing = false;
    }

    /** Who goes next: one that must go alone, at once, or else all that come within a moment. */
    private async board(): Promise<Passenger[]> {
        const goesAlone = ({ request }: Passenger) => this.refused || request.deadline.remainingInMs() < tightInMs;
        await this.gathering.quiet(() => this.waiting.some(goesAlone) || this.waiting.length >= mostInBatch);
        const index = this.waiting.findIndex(goesAlone);
        return index >= 0 ? this.waiting.splice(index, 1) : this.waiting.splice(0, mostInBatch);
    }

    private async travel(passengers: Passenger[]): Promise<void> {
        const [first, ...others] = passengers;
        if (!first) {
            return;
        }
        if (others.length === 0) {
            return goAlone(first);
        }
        try {
            const outcome = await first.alone(this.toBatch(first, passengers));
            if (outcome.kind === "refused" && isOfBatchAlone(outcome.response.status)) {
                this.refused = true;
                await Promise.all(passengers.map(goAlone));
                return;
            }
            const outcomes = innerOutcomes(
                passengers.map(({ request }) => request),
                outcome,
                this.clock.now(),
            );
            passengers.forEach(({ arrive }, index) => {
                arrive(outcomes[index] ?? outcome);
            });
        } catch (error) {
            for (const { fail } of passengers) {
                fail(error);
            }
        }
    }

    private toBatch(first: Passenger, passengers: readonly Passenger[]): ServiceRequest {
        return {
            ...first.request,
            method: "POST",
            url: `${this.base}/$batch`,
            body: { requests: passengers.map(({ request }, index) => toInner(request, String(index), this.base)) },
            deadline: latestDeadline(passengers.map(({ request }) => request.deadline)),
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

async function goAlone({ request, alone, arrive, fail }: Passenger): Promise<void> {
    await alone(request).then(arrive, fail);
}
