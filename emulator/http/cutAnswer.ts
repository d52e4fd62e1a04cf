import { type ServerResponse, STATUS_CODES } from "node:http";
import type { FaultAction } from "../faults/fault.js";
import { type Answer, bodyOf } from "./answer.js";

// What an answer without a body claims to have, so that there is something to miss.
const claimedBytes = 64;

// A caller that finds bytes and the reset at the same moment may take it for a plain end, so it gets the bytes first.
const resetDelayInMs = 10;

/** Sends the beginning of an answer and then resets, ends or holds the connection. */
export function cutAnswer(response: ServerResponse, answer: Answer, action: FaultAction): void {
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
