import { endpointProblem } from "./endpointProblem";
import { isLoopbackHost } from "./isLoopbackHost";
import { presentableEndpoint } from "./presentableEndpoint";

/** An endpoint taken apart; `base` is what URLs are built on. */
export interface ParsedEndpoint {
    /** The endpoint as the user wrote it, without the closing slash: paths are appended to this. */
    base: string;
    /** Scheme, host and port in canonical form: the only place credentials may go to. */
    origin: string;
    /** Host in lower case, with its port unless that is the scheme's default. */
    host: string;
    /** Host in lower case, without a port; an IPv6 address stands in brackets. */
    hostname: string;
    /** Whether the host is this machine, where plain `http:` is allowed. */
    loopback: boolean;
}

/** Takes an endpoint apart, or throws a `TypeError` that says what is wrong with it. */
export function parseEndpoint(text: string): ParsedEndpoint {
    const problem = endpointProblem(text);
    if (problem !== undefined) {
        throw new TypeError(`The endpoint "${presentableEndpoint(text)}" ${problem}.`);
    }
    const { origin, host, hostname } = new URL(text);
    const base = text.endsWith("/") ? text.slice(0, -1) : text;
    return { base, origin, host, hostname, loopback: isLoopbackHost(hostname) };
}
