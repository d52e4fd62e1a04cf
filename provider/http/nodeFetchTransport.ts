import http from "node:http";
import https from "node:https";
import type { HttpClient, PipelineRequest, PipelineResponse } from "@azure/core-rest-pipeline";
import { pipelineLibrary } from "./pipelineLibrary";

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
