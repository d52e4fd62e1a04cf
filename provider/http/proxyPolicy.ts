import type { PipelinePolicy } from "@azure/core-rest-pipeline";
import { isLinkLocalHost, isLoopbackHost } from "../validation/isLoopbackHost";
import { pipelineLibrary } from "./pipelineLibrary";

const variables = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "HTTP_PROXY", "http_proxy"];

/**
 * The library's proxy policy (`HTTPS_PROXY`, `ALL_PROXY`, `HTTP_PROXY`, `NO_PROXY`), but never for loopback and link-local
 * addresses: a proxy cannot reach this machine's own servers, nor its metadata service. What it answered in their place, a
 * token of its own machine even, would be taken for this machine's.
 */
export function proxyPolicy(): PipelinePolicy {
    let policy: PipelinePolicy | undefined;
    return {
        name: "proxyPolicy",
        sendRequest(request, next) {
            const { hostname } = new URL(request.url);
            if (isLoopbackHost(hostname) || isLinkLocalHost(hostname)) {
                return next(request);
            }
            policy ??= checkedPolicy();
            return policy.sendRequest(request, next);
        },
    };
}

function checkedPolicy(): PipelinePolicy {
    const name = variables.find((variable) => process.env[variable]);
    // `proxy:8080` parses too, as a scheme and a path.
    const value = (name && process.env[name]) || undefined;
    if (value && !(URL.canParse(value) && /^https?:\/\//i.test(value))) {
        // The value itself is not shown: it may hold a password.
        throw new Error(`${name} is not a URL such as http://proxy.contoso.com:8080`);
    }
    return pipelineLibrary().proxyPolicy();
}
