import { isLoopbackHost } from "./isLoopbackHost";

// `new URL` mends much that is wrong (blanks, backslashes, missing slashes); what it would mend is refused first.
const address = /^([a-z][a-z0-9+.-]*):\/\/([^/?#\\\s\p{Cc}\p{Cf}]+)([/?#].*)?$/iu;

/**
 * Says what keeps a text from being the address of a service, as the end of a sentence that begins with the text;
 * `undefined` if it is a good one: `https:` (or `http:` on this machine), a host, perhaps a port and a closing slash.
 */
export function endpointProblem(text: string): string | undefined {
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
