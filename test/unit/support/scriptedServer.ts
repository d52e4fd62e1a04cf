import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** Answers one request, or does not. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** One request as the server saw it. */
export interface ServedRequest {
    method: string;
    path: string;
    headers: IncomingMessage["headers"];
    body: string;
}

/** A server on loopback that plays a script. */
export interface ScriptedServer {
    readonly url: string;
    readonly requests: ServedRequest[];
    close(): Promise<void>;
}

/** Starts a server that answers with `handlers` in turn; the last one is repeated. */
export async function scriptedServer(handlers: Handler[], port = 0): Promise<ScriptedServer> {
    const requests: ServedRequest[] = [];
    const listener: RequestListener = async (request, response) => {
        const chunks: Buffer[] = [];
        for await (const chunk of request) {
            chunks.push(chunk as Buffer);
        }
        const { method = "", url: path = "", headers } = request;
        requests.push({ method, path, headers, body: Buffer.concat(chunks).toString() });
        (handlers[requests.length - 1] ?? handlers.at(-1))?.(request, response);
    };
    const server = createServer((request, response) => {
        Promise.resolve(listener(request, response)).catch(() => request.destroy());
    });
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
    return {
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        requests,
        async close() {
            server.close();
            server.closeAllConnections();
            await once(server, "close");
        },
    };
}

/** Answers with a status and a JSON body. */
export function answer(status: number, body?: unknown, headers: Record<string, string> = {}): Handler {
    return (_, response) => {
        response.writeHead(status, { "Content-Type": "application/json", ...headers });
        response.end(body === undefined ? undefined : JSON.stringify(body));
    };
}

/** Answers 200 with a text as it is. */
export function answerText(text: string | Buffer, headers: Record<string, string> = {}): Handler {
    return (_, response) => {
        response.writeHead(200, { "Content-Type": "application/json", ...headers });
        response.end(text);
    };
}
