import { absoluteUrl } from "./absoluteUrl";
import { AssignmentsError } from "./assignmentsError";
import type { ServiceResponse } from "./types";

/** More pages than this are taken for a list that never ends. */
const mostPages = 200;

/** A page of a list. */
export interface Page<T> {
    entries: T[];
    /** The link to the next page; anything but a text that is not empty ends the list. */
    next?: unknown;
}

/**
 * Follows a list over its pages, whose size is undocumented. A link that was followed before, or more than 200 pages, is an
 * error, which `action` begins, rather than an endless loop. The origin of a link is checked where requests are sent.
 */
export async function followLinks<T>(
    action: string,
    firstUrl: string,
    send: (url: string) => Promise<ServiceResponse>,
    readPage: (body: unknown) => Page<T>,
): Promise<T[]> {
    const found: T[] = [];
    const followed = new Set<string>();
    for (let url: string | undefined = firstUrl; url !== undefined; ) {
        if (followed.has(url) || followed.size >= mostPages) {
            throw new AssignmentsError(
                "EndlessList",
                `${action} failed: the list does not end (page ${followed.size + 1} was refused). Run it again; if it stays so, the service is at fault.`,
            );
        }
        followed.add(url);
        const { entries, next } = readPage((await send(url)).body);
        found.push(...entries);
        url = typeof next === "string" && next !== "" ? absoluteUrl(next, firstUrl) : undefined;
    }
    return found;
}
