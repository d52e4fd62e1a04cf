import type { Deadline } from "../core/deadline";
import { AssignmentsError, ConnectionError, isNotFound, type ServiceError } from "../core/errors";
import { isDeadHostError } from "../http/failures";
import type { LifecycleContext } from "./context";

/** How long after a 404 to look again. */
export const secondLookInMs = 1_000;

/** What was found, or the answer by which the service said that there is no such thing. */
export type Look<T> = { found: T; gone?: undefined } | { found?: undefined; gone: ServiceError };

/**
 * What a look finds; gone where the service says twice that there is no such thing. Who forgets on the strength of one 404,
 * which a service or a gateway may say in passing, forgets what is still there.
 */
export async function lookTwice<T>(deadline: Deadline, look: () => Promise<T>): Promise<Look<T>> {
    const first = await lookOnce(look);
    if (first.gone === undefined) {
        return first;
    }
    await deadline.sleepBeforeTry(secondLookInMs);
    return lookOnce(look);
}

/** What {@link lookTwice} finds, for those who need not know what was answered otherwise. */
export async function unlessGone<T>(deadline: Deadline, look: () => Promise<T>): Promise<T | undefined> {
    return (await lookTwice(deadline, look)).found;
}

async function lookOnce<T>(look: () => Promise<T>): Promise<Look<T>> {
    try {
        return { found: await look() };
    } catch (error) {
        if (isNotFound(error)) {
            return { gone: error };
        }
        throw error;
    }
}

/** Where something was looked for, and as whom: that tells a wrong tenant, or a typo, from something that is gone. */
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

/** Says that an import found nothing: where it was looked for, and what the service answered, or how it was found. */
export function nothingToImport(search: string, found: ServiceError | string): AssignmentsError {
    const answer = typeof found === "string" ? found : `The answer was, twice, ${answerOf(found)}.`;
    return new AssignmentsError(
        "NothingToImport",
        `There is nothing to import: ${search}. ${answer} If it should be there, correct the id or the tenant; otherwise declare ` +
            "the resource in the program, and up creates it.",
    );
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
