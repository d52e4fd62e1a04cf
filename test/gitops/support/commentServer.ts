import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A request that the server got. */
export interface Received {
    method: string;
    path: string;
    authorization: string | undefined;
    body: unknown;
}

/** Plays the API of a host of pull requests: answers GET from `pages`, takes everything else, and keeps what was asked. */
export async function startCommentServer(answers: Record<string, unknown>) {
    const received: Received[] = [];
    const server = createServer((request, response) => {
        let text = "";
        request.setEncoding("utf8").on("data", (part: string) => {
            text += part;
        });
        request.on("end", () => {
            const { method = "", url = "", headers } = request;
            received.push({
                method,
                path: url,
                authorization: headers.authorization,
                body: text ? JSON.parse(text) : undefined,
            });
            const answer = method === "GET" ? answers[url] : {};
            response.writeHead(answer === undefined ? 404 : 200, { "Content-Type": "application/json" });
            response.end(JSON.stringify(answer ?? { message: "Not Found" }));
        });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    return {
        url: `http://127.0.0.1:${port}`,
        /** What was sent to change something. */
        changes: () => received.filter(({ method }) => method !== "GET"),
        close: () => new Promise<void>((resolve) => server.close(() => resolve())),
    };
}
