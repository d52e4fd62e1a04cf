import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { type Incoming, splitPath } from "./incoming.js";

// More than any real request has; it keeps a mistake from filling the memory.
const mostBytes = 16 * 1024 * 1024;

/** Reads a request to its end; undefined where its body is too long. */
export async function readIncoming(message: IncomingMessage, ownOrigin: string): Promise<Incoming | undefined> {
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of message as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        // Read on to the end, though: a caller that is still sending would not see the answer.
        if (bytes <= mostBytes) {
            chunks.push(chunk);
        }
    }
    if (bytes > mostBytes) {
        return undefined;
    }
    return {
        ...splitPath(pathOf(message.url ?? "/")),
        method: message.method ?? "GET",
        headers: headersOf(message),
        body: Buffer.concat(chunks).toString("utf8"),
        origin: originOf(message, ownOrigin),
        requestId: randomUUID(),
        batch: false,
    };
}

function pathOf(target: string): string {
    // A client that takes the emulator for a proxy sends the whole URL.
    return target.replace(/^https?:\/\/[^/?]*/i, "") || "/";
}

function headersOf(message: IncomingMessage): Record<string, string> {
    const entries = Object.entries(message.headers);
    return Object.fromEntries(
        entries.map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : (value ?? "")]),
    );
}

function originOf(message: IncomingMessage, ownOrigin: string): string {
    // Addresses in answers name the host as the caller does, since `localhost` and `127.0.0.1` are two origins to it.
    const { host } = message.headers;
    return host && /^[\w.-]+(:\d+)?$/.test(host) ? `http://${host}` : ownOrigin;
}
