import { printableText } from "../core/text";
import type { TextRule } from "./findings";
import { languageHost } from "./ids";

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

const label = /^[\p{L}\p{N}]([\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?$/u;

/** Tells whether a text is one or more DNS labels joined by full stops; letters of any script are taken. */
export function isHostName(text: string): boolean {
    return text.length <= 253 && text.split(".").every((part) => label.test(part));
}

/** Tells whether the host name of a parsed URL (`url.hostname`) is this machine: only there may a connection be plain. */
export function isLoopbackHost(hostname: string): boolean {
    return hostname === "localhost" || hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

/**
 * Tells whether the host name of a parsed URL is a link-local address (169.254.0.0/16, fe80::/10, or the first mapped into
 * IPv6): the metadata services of virtual machines and app hosts live there.
 */
export function isLinkLocalHost(hostname: string): boolean {
    return /^(169\.254\.\d+\.\d+|\[fe[89ab][0-9a-f]:.*\]|\[::ffff:a9fe:[0-9a-f]+\])$/i.test(hostname);
}

/** Shows a refused endpoint without what may be a credential in it: user information, query and fragment. */
function presentableEndpoint(text: string): string {
    const cut = text.search(/[?#]/);
    const address = cut === -1 ? text : `${text.slice(0, cut + 1)}…`;
    const at = address.lastIndexOf("@");
    const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.exec(address)?.[0] ?? "";
    return printableText(at === -1 ? address : `${scheme}…${address.slice(at)}`);
}

// `new URL` mends much that is wrong (blanks, backslashes, missing slashes); what it would mend is refused first.
const address = /^([a-z][a-z0-9+.-]*):\/\/([^/?#\\\s\p{Cc}\p{Cf}]+)([/?#].*)?$/iu;

/**
 * Says what keeps a text from being the address of a service, as the end of a sentence that begins with the text;
 * `undefined` if it is a good one: `https:` (or `http:` on this machine), a host, perhaps a port and a closing slash.
 */
function endpointProblem(text: string): string | undefined {
    if (text !== text.trim()) {
        return "has blanks around it";
    }
    const [, scheme, authority, rest = ""] = address.exec(text) ?? [];
    if (scheme === undefined || authority === undefined) {
        return "is not a URL";
    }
    if (authority.includes("@")) {
        return "has user information before its host";
    }
    return schemeProblem(text, scheme.toLowerCase()) ?? restProblem(rest);
}

function schemeProblem(text: string, scheme: string): string | undefined {
    if (scheme !== "https" && scheme !== "http") {
        return "is not an https address";
    }
    const hostname = hostnameOf(text);
    if (hostname === undefined) {
        return "is not a URL";
    }
    if (scheme === "http" && !isLoopbackHost(hostname)) {
        return "is not an https address (plain http is for this machine only)";
    }
    return undefined;
}

function hostnameOf(text: string): string | undefined {
    try {
        return new URL(text).hostname || undefined;
    } catch {
        return undefined;
    }
}

function restProblem(rest: string): string | undefined {
    if (rest.includes("#")) {
        return "has a fragment";
    }
    if (rest.includes("?")) {
        return "has a query";
    }
    return rest === "" || rest === "/" ? undefined : "has a path";
}

// Regional endpoints serve a region and no resource of its own, in each cloud under that cloud's domain.
const regionalHost = /\.api\.cognitive\.(microsoft|azure)\.[a-z]+\.?$/;

/** Takes the address of a service, and nothing more. */
export const endpointRule: TextRule = (text) => {
    const problem = text === "" ? "is empty" : endpointProblem(text);
    return problem === undefined ? undefined : { problem, shown: presentableEndpoint(text) };
};

/** Takes the address of a Language resource by its custom subdomain: regional ones refuse Microsoft Entra tokens. */
export const languageEndpointRule: TextRule = (text) => {
    const found = endpointRule(text);
    if (found || !regionalHost.test(new URL(text).hostname)) {
        return found;
    }
    return { problem: "is a regional endpoint, which refuses Microsoft Entra tokens" };
};
