import { absoluteUrl } from "../http/absoluteUrl";
import { AssignmentsError } from "../http/assignmentsError";
import type { ServiceResponse } from "../http/types";
import { canonicalArmId } from "../validation/canonicalArmId";
import type { AssignedResource } from "./members";

/** More pages than this are taken for a list that never ends. */
const maxPages = 200;

/**
 * Follows a list over its pages. Page size is undocumented, so every `nextLink` is followed; a link that was followed
 * before, or more than 200 pages, is an error, which `action` begins, rather than an endless loop. The origin is checked
 * where requests are sent.
 */
export async function listPages(
    action: string,
    firstUrl: string,
    send: (url: string) => Promise<ServiceResponse>,
): Promise<AssignedResource[]> {
    const found = new Map<string, AssignedResource>();
    const followed = new Set<string>();
    for (let url: string | undefined = firstUrl; url !== undefined; ) {
        if (followed.has(url) || followed.size >= maxPages) {
            throw new AssignmentsError(
                "EndlessList",
                `${action} failed: the list does not end (page ${followed.size + 1} was refused). Run it again; if it stays so, the service is at fault.`,
            );
        }
        followed.add(url);
        const page = readPage((await send(url)).body);
        for (const entry of page.entries) {
            found.set(canonicalArmId(entry.azureResourceId), entry);
        }
        url = page.nextLink === undefined ? undefined : absoluteUrl(page.nextLink, firstUrl);
    }
    return [...found.values()];
}

/** Whether an answer has the shape of a list page. */
export function isListPage(body: unknown): boolean {
    return typeof body === "object" && body !== null && Array.isArray((body as { value?: unknown }).value);
}

function readPage(body: unknown): { entries: AssignedResource[]; nextLink?: string } {
    const { value, nextLink } = body as { value: unknown[]; nextLink?: unknown };
    const entries = value
        .filter(isEntry)
        .map(({ azureResourceId, region }) => ({ azureResourceId, region: typeof region === "string" ? region : "" }));
    return { entries, nextLink: typeof nextLink === "string" && nextLink !== "" ? nextLink : undefined };
}

function isEntry(entry: unknown): entry is { azureResourceId: string; region?: unknown } {
    const id = (entry as { azureResourceId?: unknown } | null)?.azureResourceId;
    return typeof id === "string" && id !== "";
}
