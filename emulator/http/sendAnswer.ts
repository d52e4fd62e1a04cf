import { type ServerResponse, STATUS_CODES } from "node:http";
import { pipeline, Readable } from "node:stream";
import type { FaultAction } from "../faults/fault.js";
import { type Answer, bodyOf } from "./answer.js";

// What an answer without a body claims to have, so that there is something to miss.
const claimedBytes = 64;

// A caller that finds bytes and the reset at the same moment may take it for a plain end, so it gets the bytes first.
const resetDelayInMs = 10;

/** Sends the beginning of an answer and then resets, ends or holds the connection. */
function cutAnswer(response: ServerResponse, answer: Answer, action: FaultAction): void {
    const stop = () => leave(response, action);
    // A 204 is complete with its headers, so it can only be cut within them.
    if (answer.status === 204 || answer.status === 304) {
        response.socket?.write(`HTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status]}\r\nDate: `, stop);
        return;
    }
    const body = bodyOf(answer);
    response.writeHead(answer.status, { ...answer.headers, "Content-Length": body.length || claimedBytes });
    if (action.reset === "headers") {
        response.flushHeaders();
        stop();
        return;
    }
    const part = body.subarray(0, Math.ceil(body.length / 2));
    response.write(part.length > 0 ? part : " ", stop);
}

function leave(response: ServerResponse, action: FaultAction): void {
    if (action.reset) {
        setTimeout(() => response.socket?.resetAndDestroy(), resetDelayInMs).unref();
    } else if (action.truncate) {
        response.socket?.destroySoon();
    }
}

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);
const chunkBytes = 64 * 1024;

/** Sends the answer, in the way a fault wants it where one struck. */
export function sendAnswer(response: ServerResponse, answer: Answer, action: FaultAction = {}): void {
    if (action.reset || action.hang || action.truncate) {
        cutAnswer(response, answer, action);
        return;
    }
    const body = action.bom ? Buffer.concat([byteOrderMark, bodyOf(answer)]) : bodyOf(answer);
    if (action.bodyBytes !== undefined) {
        sendBytes(response, answer, body, action.bodyBytes);
        return;
    }
    response.writeHead(answer.status, headersFor(answer, body.length));
    response.end(body);
}

function headersFor(answer: Answer, bytes: number): Record<string, string | number> {
    // A 204 and a 304 have no body, so no length either.
    const hasLength = answer.status !== 204 && answer.status !== 304;
    return { ...answer.headers, ...(hasLength ? { "Content-Length": bytes } : {}) };
}

function sendBytes(response: ServerResponse, answer: Answer, body: Buffer, bytes: number): void {
    // A 204 has no place for a body.
    const status = answer.status === 204 ? 200 : answer.status;
    response.writeHead(status, { "Content-Type": "application/json", ...answer.headers, "Content-Length": bytes });
    pipeline(Readable.from(paddedTo(body, bytes)), response, () => undefined);
}

function* paddedTo(body: Buffer, bytes: number): Generator<Buffer> {
    yield body.subarray(0, bytes);
    const spaces = Buffer.alloc(chunkBytes, " ");
    for (let left = bytes - body.length; left > 0; left -= chunkBytes) {
        yield spaces.subarray(0, left);
    }
}
