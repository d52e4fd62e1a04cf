import { isLoopbackHost } from "../validation/isLoopbackHost";
import { printableText } from "../validation/printableText";
import { OriginError } from "./originError";
import type { ServiceRequest } from "./types";

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
        throw new OriginError(
            "MalformedUrl",
            `${action} failed: ${printableText(url)} is not a URL. ${wrongLinkHint}`,
        );
    }
}
