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
