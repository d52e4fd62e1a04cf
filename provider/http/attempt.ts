import type { Pipeline, PipelineResponse, HttpClient as Transport } from "@azure/core-rest-pipeline";
import { type Clock, type TimeLimit, timeLimit } from "../core/clock";
import { parseJson } from "../core/json";
import { printableText } from "../core/text";
import { describeServiceError } from "./errors";
import { classifyFailure } from "./failures";
import { parseRetryAfter } from "./parseRetryAfter";
import { pipelineLibrary } from "./transport";
import type { Outcome, ServiceRequest, ServiceResponse } from "./types";

/** An answer's body could not be read; the message says why. */
export class BodyError extends Error {}

/** Reads a stream as UTF-8 text of at most `maxBytes`. Rejects with `BodyError` when it is longer, breaks or is aborted. */
export async function readBody(
    stream: NodeJS.ReadableStream | undefined,
    maxBytes: number,
    signal: AbortSignal,
): Promise<string> {
    if (!stream) {
        return "";
    }
    const destroy = () => (stream as { destroy?(): void }).destroy?.();
    // Not every stream that a transport gives listens to the request's signal once its headers have come.
    signal.addEventListener("abort", destroy, { once: true });
    if (signal.aborted) {
        destroy();
    }
    try {
        return new TextDecoder().decode(await collect(stream, maxBytes));
    } catch (error) {
        destroy();
        throw error instanceof BodyError ? error : new BodyError("was cut short");
    } finally {
        signal.removeEventListener("abort", destroy);
    }
}

async function collect(stream: NodeJS.ReadableStream, maxBytes: number): Promise<Buffer> {
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of stream) {
        const buffer = Buffer.from(chunk);
        bytes += buffer.length;
        if (bytes > maxBytes) {
            throw new BodyError(`is longer than ${Math.floor(maxBytes / 1024)} KiB`);
        }
        chunks.push(buffer);
    }
    return Buffer.concat(chunks);
}

// Language's gateway, Azure's common one, Graph's, and at last the ids that only echo ours.
const headers = ["apim-request-id", "x-ms-request-id", "request-id", "x-ms-client-request-id", "client-request-id"];
const longest = 80;

/** The id that the service gave a request, from the answer's headers. */
export function requestIdOf(header: (name: string) => string | undefined): string | undefined {
    const found = headers.map(header).find((value) => value !== undefined && value.trim() !== "");
    return found === undefined ? undefined : printableText(found.trim(), longest);
}

const longestBodyInBytes = 8 * 1024 * 1024;
// A body that decides nothing is read only for its error text, and neither long nor patiently.
const longestAsideInBytes = 256 * 1024;
const longestAsideInMs = 2_000;

/** What an exchange goes through. */
export interface ExchangeOptions {
    pipeline: Pipeline;
    transport: Transport;
    clock: Clock;
    /** How long the exchange may take, its body included; bounded by the deadline. */
    timeoutInMs: number;
}

/** Sends a request once and says what came of it. Throws only the reason of an aborted signal. */
export async function exchange(
    request: ServiceRequest,
    signInHeaders: Record<string, string>,
    options: ExchangeOptions,
): Promise<Outcome> {
    const { deadline } = request;
    const timeoutInMs = Math.min(options.timeoutInMs, deadline.remainingInMs());
    const limit = timeLimit(options.clock, timeoutInMs, deadline.signal);
    try {
        const response = await options.pipeline.sendRequest(
            options.transport,
            toPipeline(request, signInHeaders, limit),
        );
        return await read(request, response, limit, options.clock);
    } catch (error) {
        deadline.throwIfAborted();
        const host = new URL(request.url).host;
        return limit.expired ? noAnswer(host, timeoutInMs) : classifyFailure(error, host);
    } finally {
        limit.end();
    }
}

function toPipeline(request: ServiceRequest, signInHeaders: Record<string, string>, limit: TimeLimit) {
    const { createPipelineRequest, createHttpHeaders } = pipelineLibrary();
    const hasBody = request.body !== undefined;
    return createPipelineRequest({
        url: request.url,
        method: request.method,
        headers: createHttpHeaders({
            Accept: "application/json",
            ...(hasBody ? { "Content-Type": "application/json" } : {}),
            ...request.headers,
            ...signInHeaders,
        }),
        body: hasBody ? JSON.stringify(request.body) : undefined,
        abortSignal: limit.signal,
        // checkOrigin has let http: pass on loopback only.
        allowInsecureConnection: true,
        disableKeepAlive: request.method === "POST",
    });
}

async function read(request: ServiceRequest, raw: PipelineResponse, limit: TimeLimit, clock: Clock): Promise<Outcome> {
    const response = toResponse(raw, clock);
    const isGood = raw.status >= 200 && raw.status < 300;
    if (isGood && (request.method === "GET" || request.expectBody)) {
        return readWhatMatters(request, raw, response, limit);
    }
    response.body = await readAside(raw, clock);
    if (isGood) {
        return { kind: "good", response };
    }
    return { kind: "refused", response, error: describeServiceError(response.body) };
}

async function readWhatMatters(
    request: ServiceRequest,
    raw: PipelineResponse,
    response: ServiceResponse,
    limit: TimeLimit,
): Promise<Outcome> {
    try {
        const parsed = parseJson(await readBody(raw.readableStreamBody, longestBodyInBytes, limit.signal));
        if (!parsed.ok) {
            return { kind: "broken", response, problem: "is not JSON" };
        }
        response.body = parsed.value;
        const isAsAsked = request.validate?.(parsed.value) ?? true;
        return isAsAsked
            ? { kind: "good", response }
            : { kind: "broken", response, problem: "is not what was asked for" };
    } catch (error) {
        request.deadline.throwIfAborted();
        const words = error instanceof BodyError ? error.message : "could not be read";
        return { kind: "broken", response, problem: limit.expired ? "did not end in time" : words };
    }
}

async function readAside(raw: PipelineResponse, clock: Clock): Promise<unknown> {
    const limit = timeLimit(clock, longestAsideInMs);
    try {
        const parsed = parseJson(await readBody(raw.readableStreamBody, longestAsideInBytes, limit.signal));
        return parsed.ok ? parsed.value : undefined;
    } catch {
        return undefined;
    } finally {
        limit.end();
    }
}

function toResponse(raw: PipelineResponse, clock: Clock): ServiceResponse {
    const header = (name: string) => raw.headers.get(name);
    return {
        status: raw.status,
        header,
        body: undefined,
        requestId: requestIdOf(header),
        retryAfterInMs: parseRetryAfter(header("retry-after"), header("date"), clock.now()),
    };
}

function noAnswer(host: string, timeoutInMs: number): Outcome {
    const seconds = Math.round(timeoutInMs / 100) / 10;
    const problem = `${host} gave no answer within ${seconds} s`;
    return { kind: "failed", code: "TimeLimit", problem, sent: true, cause: "transient" };
}
