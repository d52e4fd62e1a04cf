import { Readable } from "node:stream";
import {
    createHttpHeaders,
    type PipelineRequest,
    type PipelineResponse,
    type HttpClient as Transport,
} from "@azure/core-rest-pipeline";
import type { Clock } from "#provider/core/clock";

/** What a scripted transport does with one request. */
export type Step =
    | { status: number; headers?: Record<string, string>; body?: unknown; text?: string; afterInMs?: number }
    /** Thrown like node-fetch does. */
    | { error: { code: string; syscall?: string } }
    /** No answer until the request is aborted. */
    | { hang: true };

/** One request as the transport saw it. */
export interface SeenRequest {
    method: string;
    url: string;
    headers: Record<string, string>;
    body: unknown;
    at: number;
}

/** A transport without I/O that plays a script; the last step is repeated. */
export interface ScriptedTransport extends Transport {
    readonly seen: SeenRequest[];
}

/** Makes a transport that answers with `steps` in turn, or as a function says. */
export function scriptedTransport(clock: Clock, steps: Step[] | ((request: SeenRequest) => Step)): ScriptedTransport {
    const seen: SeenRequest[] = [];
    const next = (request: SeenRequest): Step => {
        const step = typeof steps === "function" ? steps(request) : (steps[seen.length - 1] ?? steps.at(-1));
        if (!step) {
            throw new Error("the script is empty");
        }
        return step;
    };
    return {
        seen,
        async sendRequest(request) {
            const { method, url, body } = request;
            const one = { method, url, headers: { ...request.headers.toJSON() }, body, at: clock.now() };
            seen.push(one);
            return play(next(one), request, clock);
        },
    };
}

async function play(step: Step, request: PipelineRequest, clock: Clock): Promise<PipelineResponse> {
    if ("hang" in step) {
        return new Promise((_, reject) => {
            request.abortSignal?.addEventListener("abort", () => reject(fetchError("AbortError")));
        });
    }
    if ("error" in step) {
        throw fetchError("FetchError", step.error);
    }
    if (step.afterInMs) {
        await clock.sleep(step.afterInMs);
    }
    const text = step.text ?? (step.body === undefined ? "" : JSON.stringify(step.body));
    const headers = createHttpHeaders(step.headers);
    return { request, status: step.status, headers, readableStreamBody: Readable.from([Buffer.from(text)]) };
}

function fetchError(name: string, { code, syscall }: { code?: string; syscall?: string } = {}): Error {
    return Object.assign(new Error("request to https://x.test/?secret=1 failed"), {
        name,
        code,
        erroredSysCall: syscall,
    });
}
