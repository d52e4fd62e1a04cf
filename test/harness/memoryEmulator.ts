import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import {
    createHttpHeaders,
    type HttpClient,
    type PipelineRequest,
    type PipelineResponse,
} from "@azure/core-rest-pipeline";
import { type Controls, makeControls } from "#emulator/control/controls";
import { createWorld } from "#emulator/createWorld";
import type { FaultAction } from "#emulator/faults/fault";
import { type Answer, bodyOf } from "#emulator/http/answer";
import { type Incoming, splitPath } from "#emulator/http/incoming";
import { perform } from "#emulator/perform";
import type { World } from "#emulator/world";
import type { CredentialFactory } from "#provider/auth/credentialFactory";
import type { Clock } from "#provider/core/clock";
import { plainCredential } from "./plainCredential";

/** Where the emulator seems to be; nothing listens there. */
const port = "1";
const url = `http://127.0.0.1:${port}`;

/** An emulator that is called within the process, so that on a virtual clock a whole run takes milliseconds and replays exactly. */
export interface MemoryEmulator extends Controls {
    /** The endpoint of both services. */
    readonly url: string;
    /** What the services hold; for changes that a person makes. */
    readonly world: World;
    /** Carries requests to it, in place of node-fetch. */
    readonly transport: HttpClient;
    /** Signs in to it. */
    readonly createCredential: CredentialFactory;
}

/** What the emulator is made of. */
export interface MemoryEmulatorOptions {
    clock: Clock;
    /** Numbers in [0, 1) that spread how long requests take. */
    random: () => number;
    /** The longest that a request, or its answer, is on its way. Default 40 ms. */
    latencyInMs?: number;
}

/** Makes an emulator without sockets. */
export function memoryEmulator({ clock, random, latencyInMs = 40 }: MemoryEmulatorOptions): MemoryEmulator {
    const world = createWorld({
        clock: () => clock.now(),
        sleep: (durationInMs) => clock.sleep(durationInMs),
        identityHeader: "header",
        languageKey: "language-key",
    });
    const travel = (signal: AbortSignal | undefined) => clock.sleep(random() * latencyInMs, signal);
    const transport = memoryTransport(world, port, travel);
    const createCredential = plainCredential(transport, `${url}/msi/token`, world.identityHeader);
    return { ...makeControls(world), url, world, transport, createCredential };
}

/**
 * Carries requests to a world without sockets: what breaks a connection is thrown, or breaks the body, as node-fetch would show
 * it. At other ports of this machine nobody listens. Each way takes as long as `travel` says, by default no time at all.
 */
export function memoryTransport(
    world: World,
    ownPort: string,
    travel: (signal: AbortSignal | undefined) => Promise<void> = async () => undefined,
): HttpClient {
    return {
        async sendRequest(request) {
            const signal = request.abortSignal as AbortSignal | undefined;
            await travel(signal);
            if (isDead(new URL(request.url), ownPort)) {
                throw systemError("connect ECONNREFUSED", "ECONNREFUSED");
            }
            const { answer, action } = await unlessAborted(perform(world, toIncoming(request)), signal);
            if (answer === undefined && action.reset) {
                throw connectionReset();
            }
            await travel(signal);
            return answer === undefined ? untilAborted(signal) : toResponse(request, answer, action);
        },
    };
}

/** Any name reaches it, as users' endpoints do. */
function isDead({ hostname, port: other }: URL, ownPort: string): boolean {
    return hostname === "127.0.0.1" && other !== ownPort;
}

function toIncoming(request: PipelineRequest): Incoming {
    const { pathname, search, origin } = new URL(request.url);
    return {
        ...splitPath(pathname + search),
        method: request.method,
        headers: request.headers.toJSON(),
        body: typeof request.body === "string" ? request.body : "",
        origin,
        requestId: randomUUID(),
        batch: false,
    };
}

function toResponse(request: PipelineRequest, answer: Answer, action: FaultAction): PipelineResponse {
    // A 204 has no body that could break: what would break it breaks its headers.
    if (answer.status === 204 && (action.reset || action.truncate)) {
        throw connectionReset();
    }
    const headers = createHttpHeaders(answer.headers);
    // A 204 has no place for a body.
    const status = answer.status === 204 && action.bodyBytes !== undefined ? 200 : answer.status;
    return { request, status, headers, readableStreamBody: toStream(bodyOf(answer), action) };
}

function toStream(body: Buffer, action: FaultAction): NodeJS.ReadableStream {
    if (action.hang === "body") {
        return new Readable({ read: () => undefined });
    }
    if (action.reset || action.truncate) {
        return new Readable({
            read() {
                this.destroy(connectionReset());
            },
        });
    }
    const mark = action.bom ? [Buffer.from("\uFEFF")] : [];
    return Readable.from([...mark, action.bodyBytes === undefined ? body : madeTo(body, action.bodyBytes)]);
}

/** A body of that length: cut, or filled up with spaces. */
function madeTo(body: Buffer, bytes: number): Buffer {
    return Buffer.concat([body.subarray(0, bytes), Buffer.alloc(Math.max(0, bytes - body.length), " ")]);
}

function connectionReset(): Error {
    return systemError("socket hang up", "ECONNRESET");
}

/** As node-fetch throws them. */
function systemError(message: string, code: string): Error {
    return Object.assign(new Error(message), { name: "FetchError", code });
}

function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    return signal ? Promise.race([work, untilAborted(signal)]) : work;
}

function untilAborted(signal: AbortSignal | undefined): Promise<never> {
    return new Promise((_, reject) => {
        const stop = () => reject(Object.assign(new Error("aborted"), { name: "AbortError" }));
        if (signal?.aborted) {
            stop();
        }
        signal?.addEventListener("abort", stop, { once: true });
    });
}
