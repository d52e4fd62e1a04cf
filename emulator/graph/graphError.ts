import { randomUUID } from "node:crypto";
import { type Answer, jsonAnswer, Refusal } from "../http/answer.js";
import type { Incoming } from "../http/incoming.js";
import type { World } from "../world.js";

/** The error codes of Graph that the emulator uses. */
export type GraphErrorCode =
    | "BadRequest"
    | "InvalidAuthenticationToken"
    | "Forbidden"
    | "ResourceNotFound"
    | "MethodNotAllowed"
    | "Conflict"
    | "TooManyRequests"
    | "ServiceUnavailable"
    | "InternalServerError";

const statuses: Readonly<Record<GraphErrorCode, number>> = {
    BadRequest: 400,
    InvalidAuthenticationToken: 401,
    Forbidden: 403,
    ResourceNotFound: 404,
    MethodNotAllowed: 405,
    Conflict: 409,
    TooManyRequests: 429,
    InternalServerError: 500,
    ServiceUnavailable: 503,
};

/** Makes an error answer as Graph itself gives it, with a plain message. */
export function graphError(world: World, incoming: Incoming, code: GraphErrorCode, message: string): Answer {
    const innerError = {
        // Graph gives this time without a zone.
        date: new Date(world.now()).toISOString().slice(0, 19),
        "request-id": incoming.requestId,
        "client-request-id": incoming.headers["client-request-id"] ?? incoming.requestId,
    };
    return jsonAnswer(statuses[code], { error: { code, message, innerError } });
}

/** Makes an error answer as Intune gives it behind Graph: its message is the text of another JSON object. */
function intuneError(world: World, incoming: Incoming, code: GraphErrorCode, message: string): Answer {
    const path = incoming.path.split("?")[0];
    const inner = {
        _version: 3,
        Message:
            `${message} - Operation ID (for customer support): ${randomUUID()}` +
            ` - Activity ID: ${incoming.requestId} - Url: ${incoming.origin}${path}`,
        CustomApiErrorPhrase: "",
        RetryAfter: null,
        ErrorSourceService: "",
        HttpHeaders: "{}",
    };
    return graphError(world, incoming, code, JSON.stringify(inner));
}

/** Makes an error answer for a status that a fault asks for. */
export function graphErrorOfStatus(world: World, incoming: Incoming, status: number): Answer {
    const codes = Object.entries(statuses) as [GraphErrorCode, number][];
    const code = codes.find(([, known]) => known === status)?.[0] ?? "InternalServerError";
    return { ...intuneError(world, incoming, code, `A fault of the emulator answers with ${status}.`), status };
}

/** Makes a refusal as Graph itself gives it. */
export function graphRefusal(...args: Parameters<typeof graphError>): Refusal {
    return new Refusal(graphError(...args));
}

/** Makes a refusal as Intune gives it behind Graph. */
export function intuneRefusal(...args: Parameters<typeof intuneError>): Refusal {
    return new Refusal(intuneError(...args));
}
