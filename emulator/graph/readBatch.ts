import type { Incoming } from "../http/incoming.js";
import { ShapeError } from "../validation/shapeError.js";
import { asList, asOneOf, asRecord, asText } from "../validation/shapes.js";

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
export function readBatch(incoming: Incoming): readonly BatchItem[] | string {
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
