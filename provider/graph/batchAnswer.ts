import { describeServiceError } from "../http/describeServiceError";
import type { Outcome } from "../http/outcome";
import { parseRetryAfter } from "../http/parseRetryAfter";
import { requestIdOf } from "../http/requestIdOf";
import type { ServiceRequest, ServiceResponse } from "../http/types";

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
