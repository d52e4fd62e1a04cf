import { languageHost } from "./canonicalDomain";

/**
 * The form in which two endpoints are compared: scheme and host in lower case, without the scheme's default port and
 * without a closing slash. A text that is no web address is only put in lower case, so that any two can be compared.
 */
export function canonicalEndpoint(endpoint: string): string {
    const trimmed = withoutClosingSlash(endpoint.trim());
    try {
        const url = new URL(trimmed);
        if (url.protocol === "https:" || url.protocol === "http:") {
            return withoutClosingSlash(url.href);
        }
    } catch {
        // No URL: compared as text.
    }
    return trimmed.toLowerCase();
}

/** The same, with one form for both spellings of an account's host: what says whether an endpoint is another one. */
export function accountEndpoint(endpoint: string): string {
    const canonical = canonicalEndpoint(endpoint);
    return canonical.replace(/^https:\/\/([^/:]+)/, (_, host: string) => `https://${languageHost(host)}`);
}

function withoutClosingSlash(text: string): string {
    let end = text.length;
    while (end > 0 && (text[end - 1] === "/" || text[end - 1]?.trim() === "")) {
        end--;
    }
    return text.slice(0, end);
}
