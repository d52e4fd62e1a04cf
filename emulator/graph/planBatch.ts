import { randomUUID } from "node:crypto";
import { type Answer, jsonAnswer } from "../http/answer.js";
import { type Incoming, splitPath } from "../http/incoming.js";
import type { PerformInner, Plan } from "../http/plan.js";
import type { World } from "../world.js";
import { graphRefusal } from "./graphError.js";
import { type BatchItem, readBatch } from "./readBatch.js";

/** Plans a `$batch`: each of its requests is one of its own, with its own status, under the outer caller's token. */
export function planBatch(world: World, incoming: Incoming, perform: PerformInner): Plan {
    const read = readBatch(incoming);
    if (typeof read === "string") {
        throw graphRefusal(world, incoming, "BadRequest", read);
    }
    return {
        run: async () => {
            const responses = await Promise.all(read.map((item) => respond(incoming, item, perform)));
            // The order of the responses is open, so a caller must go by their ids.
            const ordered = world.options.batchOrder === "reversed" ? responses.reverse() : responses;
            return jsonAnswer(200, { responses: ordered });
        },
    };
}

async function respond(outer: Incoming, item: BatchItem, perform: PerformInner): Promise<Record<string, unknown>> {
    const answer = await perform(innerOf(outer, item));
    const { status, headers } = answer;
    return { id: item.id, status, headers, ...bodyPart(answer) };
}

function bodyPart(answer: Answer): { body?: unknown } {
    const body = answer.text ?? answer.json;
    return body === undefined ? {} : { body };
}

function innerOf(outer: Incoming, item: BatchItem): Incoming {
    const { authorization } = outer.headers;
    return {
        ...splitPath(`/beta/${item.url.replace(/^\//, "")}`),
        method: item.method,
        headers: { ...item.headers, ...(authorization === undefined ? {} : { authorization }) },
        body: item.body === undefined ? "" : JSON.stringify(item.body),
        origin: outer.origin,
        requestId: randomUUID(),
        batch: true,
    };
}
