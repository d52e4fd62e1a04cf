import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";

/** A request as the routes see it: one that came over HTTP, or one of those inside a `$batch`. */
export interface Incoming {
    readonly method: string;
    /** Path and query as they were sent. */
    readonly path: string;
    /** The decoded segments of the path; undefined where they cannot be decoded. */
    readonly segments: readonly string[] | undefined;
    readonly query: URLSearchParams;
    /** By lower-case name. */
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
    /** The scheme, host and port by which the caller reached the emulator, such as `http://127.0.0.1:4010`. */
    readonly origin: string;
    readonly requestId: string;
    /** Whether this is an inner request of a `$batch`. */
    readonly batch: boolean;
}

/** Splits a path into its decoded segments; undefined where the percent-encoding is broken. */
function segmentsOf(pathname: string): readonly string[] | undefined {
    try {
        return pathname.replace(/^\//, "").split("/").map(decodeURIComponent);
    } catch {
        return undefined;
    }
}

/** Splits path and query into the parts that an Incoming holds. */
export function splitPath(path: string): Pick<Incoming, "path" | "segments" | "query"> {
    const mark = path.indexOf("?");
    const pathname = mark < 0 ? path : path.slice(0, mark);
    return { path, segments: segmentsOf(pathname), query: new URLSearchParams(mark < 0 ? "" : path.slice(mark + 1)) };
}

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
