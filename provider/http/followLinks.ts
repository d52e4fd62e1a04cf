import { absoluteUrl } from "./absoluteUrl";
import { AssignmentsError } from "./assignmentsError";
import type { ServiceResponse } from "./types";

/** A list that is longer than this, as JSON, is taken for one that never ends: some hundred thousand entries. */
const longestInCharacters = 64 * 1024 * 1024;
/** So many pages in a row that bring nothing new are taken for a list that never ends. */
const mostIdlePages = 100;

/** Whether an answer has the shape of a page: a list, and a link to the next page that is a text or not there at all. */
export function isPage(body: unknown, linkName: string): boolean {
    if (typeof body !== "object" || body === null) {
        return false;
    }
    const { value, [linkName]: link } = body as Record<string, unknown>;
    return Array.isArray(value) && (link === undefined || link === null || typeof link === "string");
}

/** A page of a list. */
export interface Page<T> {
    entries: T[];
    /** The link to the next page; without one, or with an empty one, the list has ended. */
    next?: unknown;
}

/**
 * Follows a list over its pages, whose size is undocumented: however small they are, as long as they bring something new. A
 * link that was followed before, page after page without anything new, or a list beyond all size is an error, which `action`
 * begins, rather than an endless loop. The origin of a link is checked where requests are sent.
 */
export async function followLinks<T>(
    action: string,
    firstUrl: string,
    send: (url: string) => Promise<ServiceResponse>,
    readPage: (body: unknown) => Page<T>,
): Promise<T[]> {
    const found: T[] = [];
    const followed = new Set<string>();
    const growth = new Growth();
    for (let url: string | undefined = firstUrl; url !== undefined; ) {
        if (followed.has(url) || growth.isEndless) {
            throw new AssignmentsError(
                "EndlessList",
                `${action} failed: the list does not end (page ${followed.size + 1} was refused). Run it again; if it stays so, the service is at fault.`,
            );
        }
        followed.add(url);
        const { entries, next } = readPage((await send(url)).body);
        growth.add(entries);
        for (const entry of entries) {
            found.push(entry);
        }
        url = typeof next === "string" && next !== "" ? absoluteUrl(next, firstUrl) : undefined;
    }
    return found;
}

/** Tells a long list from an endless one. */
class Growth {
    private readonly seen = new Set<string>();
    private characters = 0;
    private idlePages = 0;

    get isEndless(): boolean {
        return this.characters > longestInCharacters || this.idlePages >= mostIdlePages;
    }

    /** Notes a page. What was seen before is nothing new, and takes no room. */
    add(entries: readonly unknown[]): void {
        const before = this.seen.size;
        for (const text of entries.map((entry) => JSON.stringify(entry) ?? "")) {
            this.characters += this.seen.has(text) ? 0 : text.length;
            this.seen.add(text);
        }
        this.idlePages = this.seen.size > before ? 0 : this.idlePages + 1;
    }
}
