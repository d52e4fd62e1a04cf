import http from "node:http";
import https from "node:https";
import type {
    HttpClient,
    Pipeline,
    PipelinePolicy,
    PipelineRequest,
    PipelineResponse,
} from "@azure/core-rest-pipeline";
import { isLinkLocalHost, isLoopbackHost } from "../validation/endpoint";

/** This package's version, as its package.json says; read once asked for. */
export function packageVersion(): string {
    // From dist/http up to the package's root; the plugin's bundle has it in it.
    return String((require("../../package.json") as { version?: unknown }).version);
}

/**
 * Loads `@azure/core-rest-pipeline` when it is first needed. `require` rather than `import()`: the CommonJS form loads in
 * half the time, and it is the one that `@azure/identity` brings along.
 */
export function pipelineLibrary(): Library {
    // Looking for the module again costs as much as the rest of a request.
    library ??= require("@azure/core-rest-pipeline") as Library;
    return library;
}

type Library = typeof import("@azure/core-rest-pipeline");
let library: Library | undefined;

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

// Besides the library's own list; neither holds anything secret. Paths are logged, other query values are not.
const loggedHeaders = ["apim-request-id", "x-ms-error-code", "operation-location"];
const loggedQuery = ["api-version", "top", "skip", "maxpagesize"];

/**
 * The pipeline that one attempt runs through: user agent, request id, compression, logging (`AZURE_LOG_LEVEL`), tracing and
 * proxy. It starts empty: the library's own retry, redirect and bearer policies repeat POSTs, follow redirects and stop at a
 * count, so they have no place here.
 */
export function createPipeline(): Pipeline {
    const library = pipelineLibrary();
    const pipeline = library.createEmptyPipeline();
    const userAgentPrefix = `pulumi-azure-assignments/${packageVersion()}`;
    // What is added first sees a request first. Logging comes before the proxy, whose password it would show.
    pipeline.addPolicy(library.userAgentPolicy({ userAgentPrefix }));
    pipeline.addPolicy(library.setClientRequestIdPolicy());
    pipeline.addPolicy(library.decompressResponsePolicy());
    pipeline.addPolicy(
        library.logPolicy({
            additionalAllowedHeaderNames: loggedHeaders,
            additionalAllowedQueryParameters: loggedQuery,
        }),
    );
    pipeline.addPolicy(library.tracingPolicy({ userAgentPrefix, additionalAllowedQueryParameters: loggedQuery }));
    pipeline.addPolicy(proxyPolicy());
    return pipeline;
}

const agents = {
    kept: { http: new http.Agent({ keepAlive: true }), https: new https.Agent({ keepAlive: true }) },
    // A reset on a kept connection cannot be told from one after the request took effect.
    fresh: { http: new http.Agent(), https: new https.Agent() },
};

/**
 * Moves requests of the Azure pipeline with node-fetch. Redirects are not followed, the body is given as a stream (so that
 * a body that breaks does not cost the headers), and what goes wrong is thrown as node-fetch throws it.
 */
export const nodeFetchTransport: HttpClient = {
    async sendRequest(request: PipelineRequest): Promise<PipelineResponse> {
        // node-fetch has no CommonJS form.
        const { default: fetch } = await import("node-fetch");

        const pool = request.disableKeepAlive ? agents.fresh : agents.kept;
        const response = await fetch(request.url, {
            method: request.method,
            headers: request.headers.toJSON({ preserveCase: true }),
            body: request.body as string | null | undefined,
            redirect: "manual",
            signal: request.abortSignal as AbortSignal | undefined,
            agent: (url) => (request.agent as http.Agent) ?? (url.protocol === "http:" ? pool.http : pool.https),
        });
        const headers = pipelineLibrary().createHttpHeaders();
        response.headers.forEach((value, name) => {
            headers.set(name, value);
        });
        return { request, status: response.status, headers, readableStreamBody: response.body ?? undefined };
    },
};
