import { ifFound } from "../http/ifFound";
import type { Deadline } from "../polling/deadline";

/** How long after a 404 to look again. */
export const secondLookInMs = 1_000;

/**
 * What a look finds; undefined where the service says twice that there is no such thing. Who forgets on the strength of
 * one 404, which a service or a gateway may say in passing, forgets what is still there.
 */
export async function unlessGone<T>(deadline: Deadline, look: () => Promise<T>): Promise<T | undefined> {
    const found = await ifFound(look());
    if (found !== undefined) {
        return found;
    }
    await deadline.sleepBeforeTry(secondLookInMs);
    return ifFound(look());
}
