import { isNotFound } from "../http/isNotFound";
import type { ServiceError } from "../http/serviceError";
import type { Deadline } from "../polling/deadline";

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
