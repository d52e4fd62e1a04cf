import type { Incoming } from "../http/incoming.js";

// By any other name a page of the internet might have this machine's address, and so reach us from a browser here.
const loopbackHost = /^(localhost|127(\.(25[0-5]|2[0-4]\d|1?\d?\d)){3}|\[::1\])(:\d{1,5})?$/i;

/**
 * Says why a request may not use the controls, or undefined where it may: they are for programs of this machine, so its
 * Host must be a loopback one, and where a browser sends it, it must come from a page of the emulator itself.
 */
export function whyNoControl({ headers }: Incoming): string | undefined {
    const { host = "", origin } = headers;
    if (!loopbackHost.test(host)) {
        const named = host === "" ? "no Host" : `the Host ${JSON.stringify(host)}`;
        return `The controls are for programs of this machine: ask 127.0.0.1, localhost or [::1]. This request has ${named}.`;
    }
    if (origin !== undefined && origin.toLowerCase() !== `http://${host.toLowerCase()}`) {
        return `The controls are for programs of this machine, and not for pages of ${JSON.stringify(origin)} (its Origin).`;
    }
    return undefined;
}
