import { graphErrorOfStatus } from "./graph/graphError.js";
import { planGraph, throttleGraph } from "./graph/planGraph.js";
import type { Answer } from "./http/answer.js";
import type { Incoming } from "./http/incoming.js";
import type { PerformInner, Plan } from "./http/plan.js";
import { identityError, planToken } from "./identity/planToken.js";
import { languageErrorOfStatus } from "./language/languageError.js";
import { languageHeaders } from "./language/languageHeaders.js";
import { planLanguage, throttleLanguage } from "./language/planLanguage.js";
import type { World } from "./world.js";

type ServiceName = "language" | "graph" | "identity";

/** Plans a request at the service that its path belongs to. */
export function planRequest(world: World, incoming: Incoming, perform: PerformInner): Plan {
    switch (serviceOf(incoming)) {
        case "graph":
            return planGraph(world, incoming, perform);
        case "identity":
            return planToken(world, incoming);
        default:
            return planLanguage(world, incoming);
    }
}

/** Returns the 429 of the service, where the request is one too many. */
export function throttle(world: World, incoming: Incoming): Answer | undefined {
    switch (serviceOf(incoming)) {
        case "graph":
            return throttleGraph(world, incoming);
        case "identity":
            return undefined;
        default:
            return throttleLanguage(world, incoming);
    }
}

/** Makes an error answer of that status in the service's own shape. */
export function errorOfStatus(world: World, incoming: Incoming, status: number): Answer {
    switch (serviceOf(incoming)) {
        case "graph":
            return graphErrorOfStatus(world, incoming, status);
        case "identity":
            return identityError(status, `A fault of the emulator answers with ${status}.`);
        default:
            return languageErrorOfStatus(status);
    }
}

/** Adds the headers that each answer of the service has: by which a request can be traced, and how it was served. */
export function withServiceHeaders(world: World, incoming: Incoming, answer: Answer): Answer {
    return { ...answer, headers: { ...serviceHeaders(world, incoming, answer), ...answer.headers } };
}

function serviceHeaders(world: World, incoming: Incoming, answer: Answer): Readonly<Record<string, string>> {
    const { requestId, headers } = incoming;
    switch (serviceOf(incoming)) {
        case "graph":
            return { "request-id": requestId, "client-request-id": headers["client-request-id"] ?? requestId };
        case "identity":
            return {};
        default:
            return languageHeaders(world, requestId, answer);
    }
}

function serviceOf(incoming: Incoming): ServiceName {
    const [first, second] = incoming.segments ?? [];
    if (first === "beta" || first === "v1.0") {
        return "graph";
    }
    return first === "msi" && second === "token" ? "identity" : "language";
}
