import { followLinks, isPage, type Page } from "../http/followLinks";
import type { ServiceResponse } from "../http/types";
import { canonicalArmId } from "../validation/canonicalArmId";
import type { AssignedResource } from "./members";

/** Lists assigned resources over all pages, each once; `action` begins the sentence of an error. */
export async function listPages(
    action: string,
    firstUrl: string,
    send: (url: string) => Promise<ServiceResponse>,
): Promise<AssignedResource[]> {
    const entries = await followLinks(action, firstUrl, send, readPage);
    return [...new Map(entries.map((entry) => [canonicalArmId(entry.azureResourceId), entry])).values()];
}

/** Whether an answer has the shape of a list page. */
export function isListPage(body: unknown): boolean {
    return isPage(body, "nextLink");
}

function readPage(body: unknown): Page<AssignedResource> {
    const { value, nextLink } = body as { value: unknown[]; nextLink?: unknown };
    const entries = value
        .filter(isEntry)
        .map(({ azureResourceId, region }) => ({ azureResourceId, region: typeof region === "string" ? region : "" }));
    return { entries, next: nextLink };
}

function isEntry(entry: unknown): entry is { azureResourceId: string; region?: unknown } {
    const id = (entry as { azureResourceId?: unknown } | null)?.azureResourceId;
    return typeof id === "string" && id !== "";
}
