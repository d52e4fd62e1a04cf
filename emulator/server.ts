import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { answerControl } from "./control/answerControl.js";
import type { Controls } from "./control/controls.js";
import { jsonAnswer } from "./http/answer.js";
import { readIncoming } from "./http/incoming.js";
import { sendAnswer } from "./http/sendAnswer.js";
import { perform } from "./perform.js";
import type { World } from "./world.js";

// Longer than a client keeps a connection, so that no request meets one that is just being closed.
const keepAliveInMs = 120_000;

/** A server that listens on loopback. */
export interface LoopbackServer {
    /** Such as `http://127.0.0.1:4010`. */
    readonly url: string;
    /** Stops listening and drops all connections, also those that hang. */
    close(): Promise<void>;
}

/** Serves a world and its controls on 127.0.0.1; port 0 takes a free one. Rejects where the port cannot be had. */
export async function listen(world: World, controls: Controls, port: number): Promise<LoopbackServer> {
    const server = createServer((message, response) => {
        void handle(world, controls, urlOf(server), message, response);
    });
    server.keepAliveTimeout = keepAliveInMs;
    await new Promise<void>((resolve, reject) => {
        server.once("error", reject);
        server.listen(port, "127.0.0.1", resolve);
    });
    return { url: urlOf(server), close: () => closeServer(server) };
}

async function handle(
    world: World,
    controls: Controls,
    url: string,
    message: IncomingMessage,
    response: ServerResponse,
): Promise<void> {
    try {
        await answer(world, controls, url, message, response);
    } catch (error) {
        // A caller that leaves early is no fault of the emulator.
        if (!message.complete) {
            return;
        }
        process.stderr.write(`azure-assignments-emulator: ${error instanceof Error ? error.stack : error}\n`);
        if (!response.headersSent) {
            sendAnswer(response, jsonAnswer(500, { error: { code: "EmulatorError", message: String(error) } }));
        }
    }
}

async function answer(
    world: World,
    controls: Controls,
    url: string,
    message: IncomingMessage,
    response: ServerResponse,
): Promise<void> {
    const incoming = await readIncoming(message, url);
    if (!incoming) {
        const error = { code: "InvalidRequest", message: "The body is too long." };
        sendAnswer(response, jsonAnswer(413, { error }, { Connection: "close" }));
        return;
    }
    if (incoming.segments?.[0] === "_emulator") {
        sendAnswer(response, answerControl(controls, incoming));
        return;
    }
    const outcome = await perform(world, incoming);
    response.setHeader("Date", new Date(world.now()).toUTCString());
    if (outcome.answer) {
        sendAnswer(response, outcome.answer, outcome.action);
    } else if (outcome.action.reset) {
        message.socket.resetAndDestroy();
    }
}

function urlOf(server: Server): string {
    return `http://127.0.0.1:${(server.address() as AddressInfo | null)?.port ?? 0}`;
}

function closeServer(server: Server): Promise<void> {
    return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
    });
}
