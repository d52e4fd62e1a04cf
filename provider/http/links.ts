import { AssignmentsError, OriginError } from "../core/errors";
import { printableText } from "../core/text";
import { isLoopbackHost } from "../validation/endpoint";
import type { ServiceRequest, ServiceResponse } from "./types";

/**
 * Completes a service's link by the address that it came from. A link that is no URL stays as it is: it is refused, by
 * name, where requests are sent.
 */
function absoluteUrl(link: string, base: string): string {
    try {
        return new URL(link, base).href;
    } catch {
        return link;
    }
}

/**
 * Encodes a name as one segment of a URL's path. Names that no encoding keeps in their place (an URL without a name, or with
 * dots for one, is that of something else) are refused: `check` lets none of them through, but a state may be older or edited.
 */
export function pathSegment(name: string): string {
    if (name === "" || name === "." || name === "..") {
        throw new AssignmentsError("BadName", `"${name}" cannot be sent: it is no name that a URL can hold.`);
    }
    return encodeURIComponent(name);
}

const wrongLinkHint = "Check the endpoint; if it is right, a proxy or the service sent a wrong link.";

/**
 * Parses a request's URL after making sure that it is safe to send credentials there: it is of the configured origin,
 * and `https:` save on loopback. Throws `OriginError` otherwise. This is what keeps a service's `Operation-Location`
 * or `nextLink` from leading tokens elsewhere.
 */
export function checkOrigin({ url, origin, action }: Pick<ServiceRequest, "url" | "origin" | "action">): URL {
    const configured = parse(origin, action);
    const target = parse(url, action);
    if (target.protocol !== "https:" && !(target.protocol === "http:" && isLoopbackHost(target.hostname))) {
        const shown = printableText(`${target.protocol}//${target.host}`);
        throw new OriginError(
            "InsecureUrl",
            `${action} failed: ${shown} is not https:, so no credentials are sent there. ${wrongLinkHint}`,
        );
    }
    if (target.origin !== configured.origin || target.username || target.password) {
        throw new OriginError(
            "ForeignOrigin",
            `${action} failed: the service pointed to ${printableText(target.origin)}, but credentials go only to ${configured.origin}. ` +
                wrongLinkHint,
        );
    }
    return target;
}

function parse(url: string, action: string): URL {
    try {
        return new URL(url);
    } catch {
        throw new OriginError("MalformedUrl", `${action} failed: ${printableText(url)} is not a URL. ${wrongLinkHint}`);
    }
}

/** A list that is longer than this, as JSON, is taken for one that never ends: some hundred thousand entries. */
const longestInCharacters = 64 * 1024 * 1024;
/** So many pages in a row that bring nothing new are taken for a list that never ends. */
const maxIdlePages = 100;

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
        return this.characters > longestInCharacters || this.idlePages >= maxIdlePages;
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
