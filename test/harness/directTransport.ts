import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { createHttpHeaders, type HttpClient as Transport } from "@azure/core-rest-pipeline";
import { bodyOf } from "#emulator/http/answer";
import { splitPath } from "#emulator/http/incoming";
import { perform } from "#emulator/perform";
import type { World } from "#emulator/world";

/** Carries requests to an emulator without sockets, many times as fast; faults that break connections are not for it. */
export function directTransport(world: World): Transport {
    return {
        async sendRequest(request) {
            const { origin, pathname, search } = new URL(request.url);
            const { answer } = await perform(world, {
                ...splitPath(pathname + search),
                method: request.method,
                headers: request.headers.toJSON(),
                body: typeof request.body === "string" ? request.body : "",
                origin,
                requestId: randomUUID(),
                batch: false,
            });
            if (!answer) {
                throw new Error("this fault needs a connection");
            }
            const headers = createHttpHeaders({ ...answer.headers });
            return { request, status: answer.status, headers, readableStreamBody: Readable.from([bodyOf(answer)]) };
        },
    };
}
