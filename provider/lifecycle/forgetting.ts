import { ConnectionError } from "../http/connectionError";
import { isDeadHostError } from "../http/deadHost";
import type { ServiceError } from "../http/serviceError";
import type { LifecycleContext } from "./context";

/** Where something was looked for, and as whom: without it nobody can tell a wrong tenant or a typo from what is gone. */
export function searchOf({ identity }: LifecycleContext, place: string): string {
    const whom = identity?.();
    return whom ? `${place}, signed in as ${whom}` : place;
}

/** A service's answer in words: status, code, its own sentence, and the id by which its owner can look the request up. */
export function answerOf({ statusCode, serviceCode, serviceMessage, requestId }: ServiceError): string {
    const words = [statusCode, serviceCode].filter(Boolean).join(" ");
    const message = serviceMessage ? `: ${serviceMessage.replace(/\.$/, "")}` : "";
    return `${words}${message}${requestId ? ` (request ${requestId})` : ""}`;
}

/** An error with a way on, where it comes of a host that is dead, and so may be gone for good; any other as it is. */
export function withWayOutOfDeadHost(error: unknown, way: string): unknown {
    return error instanceof Error && isDeadHostError(error)
        ? new ConnectionError(codeOf(error), `${error.message} ${way}`, { cause: error })
        : error;
}

function codeOf(error: Error): string {
    return String((error as Error & { code?: unknown }).code ?? "DeadHost");
}
