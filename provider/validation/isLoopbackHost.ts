/** Tells whether the host name of a parsed URL (`url.hostname`) is this machine: only there may a connection be plain. */
export function isLoopbackHost(hostname: string): boolean {
    return hostname === "localhost" || hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
