import { AsyncLocalStorage } from "node:async_hooks";
import http from "node:http";
import type {
    Agent,
    PipelinePolicy,
    PipelineRequest,
    PipelineResponse,
    HttpClient as Transport,
} from "@azure/core-rest-pipeline";
import { type Clock, timeLimit } from "../core/clock";
import { TransientSignInError } from "../core/errors";
import { parseJson } from "../core/json";
import { BodyError, readBody } from "../http/attempt";
import { classifyFailure } from "../http/failures";
import { parseRetryAfter } from "../http/parseRetryAfter";
import { pipelineLibrary } from "../http/transport";

const longestRequestInMs = 30_000;
const longestBodyInBytes = 1024 * 1024;
// The metadata service of virtual machines. Elsewhere it does not answer, which is no trouble: the chain only looks for it.
const metadataHost = "169.254.169.254";

/** What a sign-in goes through. */
export interface SignInOptions {
    /** What moves the bytes. */
    transport: Transport;
    /** Finds the way through a proxy, where there is one. */
    proxy: PipelinePolicy;
    clock: Clock;
}

// What the last request of a sign-in met.
interface Watch extends SignInOptions {
    trouble?: TransientSignInError;
    /** A refusal of ours, of which the library would only say that the network cannot be reached. */
    refusal?: Error;
}

// MSAL keeps the transport of the first managed identity for the whole process, so all credentials get the same one,
// which finds out here whose sign-in a request belongs to.
const watches = new AsyncLocalStorage<Watch>();

/**
 * Stands where the library would put the agent of a proxy, whose password its log would show; `signInTransport` finds the
 * proxy by itself.
 */
export const placeholderAgent: Agent = Object.assign(new http.Agent(), { toJSON: () => undefined });

/**
 * The transport for credentials, to be used within `watchSignIn`: bounds time and size, follows no redirect, keeps loopback
 * off the proxy.
 */
export const signInTransport: Transport = {
    async sendRequest(request) {
        const watch = watches.getStore();
        if (!watch) {
            throw new Error("a credential sent a request outside of a sign-in");
        }
        watch.refusal = undefined;
        return refuseRedirect(await send(request, watch), watch);
    },
};

/**
 * Runs a sign-in. Rejects with `TransientSignInError` when it failed and its last request met trouble that may pass, else
 * with what it threw. The credentials' own errors do not tell: the chain makes a "not available" of everything.
 */
export async function watchSignIn<T>(options: SignInOptions, signIn: () => Promise<T>): Promise<T> {
    const watch: Watch = { ...options };
    try {
        return await watches.run(watch, signIn);
    } catch (error) {
        throw watch.trouble ?? withReason(watch.refusal, error);
    }
}

function withReason(refusal: Error | undefined, error: unknown): unknown {
    return refusal ? Object.assign(new Error(refusal.message), { errors: [refusal, error] }) : error;
}

async function send(request: PipelineRequest, watch: Watch): Promise<PipelineResponse> {
    const { host, hostname } = new URL(request.url);
    const outer = request.abortSignal as AbortSignal | undefined;
    const limit = timeLimit(watch.clock, request.timeout || longestRequestInMs, outer);
    try {
        const inner = { ...request, agent: undefined, abortSignal: limit.signal };
        const response = await watch.proxy.sendRequest(inner, (next) => watch.transport.sendRequest(next));
        const text = await readBody(response.readableStreamBody, longestBodyInBytes, limit.signal);
        watch.trouble = judge(response, text, hostname, watch.clock);
        return answer(request, response, text, watch.trouble);
    } catch (error) {
        const failure = classifyFailure(error, host);
        const broken = error instanceof BodyError ? `the answer of ${host} ${error.message}` : failure.problem;
        const problem = limit.expired ? `${host} gave no answer in time` : broken;
        if (hostname !== metadataHost) {
            watch.trouble = new TransientSignInError(problem, { isDeadHost: failure.cause === "dead" });
        }
        throw new (pipelineLibrary().RestError)(problem, { code: failure.code });
    } finally {
        limit.end();
    }
}

/** The answer as the library gets it. It logs some that it cannot use: those show neither proof nor token. */
function answer(
    request: PipelineRequest,
    { status, headers }: PipelineResponse,
    text: string,
    trouble: TransientSignInError | undefined,
): PipelineResponse {
    const isUseless = status < 300 && trouble !== undefined;
    const bodyAsText = isUseless ? "" : toUncached(status < 300 ? text : withoutProof(text, request));
    return Object.assign({ request, status, headers, bodyAsText }, { toJSON: () => ({ status }) });
}

// A short proof in an answer that is good would be found in words that are not it.
function withoutProof(text: string, { headers }: PipelineRequest): string {
    const proof = headers.get("Authorization")?.replace(/^Bearer /i, "");
    return proof ? text.replaceAll(proof, "[secret]") : text;
}

function judge(
    response: PipelineResponse,
    text: string,
    hostname: string,
    clock: Clock,
): TransientSignInError | undefined {
    const { status, headers } = response;
    // The metadata service answers so while an identity is still being set up.
    const isNotReady = hostname === metadataHost && (status === 404 || status === 410);
    if (status === 408 || status === 429 || status >= 500 || isNotReady) {
        const retryAfterInMs = parseRetryAfter(headers.get("retry-after"), headers.get("date"), clock.now());
        return new TransientSignInError(`the token endpoint ${hostname} answered ${status}`, { retryAfterInMs });
    }
    const parsed = parseJson(text);
    const isObject = parsed.ok && typeof parsed.value === "object" && parsed.value !== null;
    return status < 300 && !isObject
        ? new TransientSignInError(`the token endpoint ${hostname} gave an answer that is not JSON`)
        : undefined;
}

// What would follow it sends the identity's proof along.
function refuseRedirect(response: PipelineResponse, watch: Watch): PipelineResponse {
    if (response.status < 300 || response.status >= 400) {
        return response;
    }
    const { RestError } = pipelineLibrary();
    const { host } = new URL(response.request.url);
    watch.refusal = new RestError(`the token endpoint ${host} redirects, which is not followed`, {
        statusCode: response.status,
    });
    throw watch.refusal;
}

/**
 * MSAL keeps the tokens of managed identities for the whole process and knows no way to drop one, so that renewing a refused
 * token would give the same again. It files them under the `resource` that the answer names: under one that nobody asks for
 * it finds nothing. The cache that counts is `TokenSlot`.
 */
function toUncached(text: string): string {
    const parsed = parseJson(text);
    const body = parsed.ok ? (parsed.value as Record<string, unknown> | null | undefined) : undefined;
    // Only managed identities name the moment that a token ends; Microsoft Entra says how long it lives.
    if (body?.access_token === undefined || body.expires_on === undefined) {
        return text.replace(/^\uFEFF/, "");
    }
    return JSON.stringify({ ...body, resource: `${body.resource}#uncached` });
}
