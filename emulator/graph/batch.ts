import { randomUUID } from "node:crypto";
import { type Answer, jsonAnswer } from "../http/answer.js";
import { type Incoming, splitPath } from "../http/incoming.js";
import type { PerformInner, Plan } from "../http/plan.js";
import { asList, asOneOf, asRecord, asText, ShapeError } from "../validation/shapes.js";
import type { World } from "../world.js";
import { graphRefusal } from "./graphError.js";

/** One request of a `$batch`. */
export interface BatchItem {
    readonly id: string;
    readonly method: string;
    /** Relative to the version, such as `/deviceManagement/windowsAutopilotDeviceIdentities/...`. */
    readonly url: string;
    /** By lower-case name. */
    readonly headers: Readonly<Record<string, string>>;
    readonly body: unknown;
}

const mostRequests = 20;
const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
const fields = ["id", "method", "url", "headers", "body", "dependsOn"];

/** Reads the body of a `$batch`; a string says what is wrong with it. */
function readBatch(incoming: Incoming): readonly BatchItem[] | string {
    try {
        const requests = asList(asRecord(JSON.parse(incoming.body), "body", ["requests"]).requests, "requests");
        if (requests.length === 0 || requests.length > mostRequests) {
            return `A batch holds 1 to ${mostRequests} requests, not ${requests.length}.`;
        }
        const items = requests.map((request, index) => readItem(request, `requests[${index}]`));
        const isTwice = new Set(items.map((item) => item.id)).size < items.length;
        return isTwice ? "The ids of the requests must be distinct." : items;
    } catch (error) {
        return error instanceof ShapeError ? `${error.message}.` : "The body is not JSON.";
    }
}

function readItem(value: unknown, target: string): BatchItem {
    const given = asRecord(value, target, fields);
    if (given.dependsOn !== undefined) {
        throw new ShapeError(`${target}.dependsOn`, `${target}.dependsOn is not supported`);
    }
    const headers = readHeaders(given.headers ?? {}, `${target}.headers`);
    if (given.body !== undefined && headers["content-type"] === undefined) {
        throw new ShapeError(`${target}.headers`, `${target} has a body, so it needs a Content-Type header`);
    }
    const method = typeof given.method === "string" ? given.method.toUpperCase() : given.method;
    return {
        id: asText(given.id, `${target}.id`),
        method: asOneOf(method, `${target}.method`, methods),
        url: asText(given.url, `${target}.url`),
        headers,
        body: given.body,
    };
}

function readHeaders(value: unknown, target: string): Record<string, string> {
    const entries = Object.entries(asRecord(value, target));
    return Object.fromEntries(entries.map(([name, item]) => [name.toLowerCase(), asText(item, `${target}.${name}`)]));
}

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
