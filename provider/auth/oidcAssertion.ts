import { readFile } from "node:fs/promises";
import type { HttpClient as Transport } from "@azure/core-rest-pipeline";
import { createPipeline } from "../http/createPipeline";
import { parseJson } from "../http/parseJson";
import { pipelineLibrary } from "../http/pipelineLibrary";
import { isLoopbackHost } from "../validation/isLoopbackHost";
import type { OidcAssertion } from "./chooseSignIn";

// The audience that Microsoft Entra expects of a token that it exchanges.
const AUDIENCE = "api://AzureADTokenExchange";

/** Gets a workload's identity token, anew each time: it lives for minutes only. */
export async function oidcAssertion(source: OidcAssertion, transport: Transport): Promise<string> {
    switch (source.from) {
        case "variable":
            return source.token;
        case "file":
            return (await readFile(source.path, "utf8")).trim();
        case "url":
            return requestAssertion(source.url, source.requestToken, transport);
    }
}

// The protocol of GitHub Actions: https://docs.github.com/actions/security-for-github-actions/security-hardening-your-deployments
async function requestAssertion(from: string, requestToken: string, transport: Transport): Promise<string> {
    const url = new URL(from);
    if (url.protocol !== "https:" && !isLoopbackHost(url.hostname)) {
        throw new Error("ARM_OIDC_REQUEST_URL is not https:");
    }
    url.searchParams.set("audience", AUDIENCE);
    const { createPipelineRequest, createHttpHeaders } = pipelineLibrary();
    const headers = createHttpHeaders({ Accept: "application/json", Authorization: `Bearer ${requestToken}` });
    const request = createPipelineRequest({ url: url.href, headers, allowInsecureConnection: true });
    const { status, bodyAsText } = await createPipeline().sendRequest(transport, request);
    const parsed = parseJson(bodyAsText ?? "");
    const value = parsed.ok ? (parsed.value as { value?: unknown } | undefined)?.value : undefined;
    if (status !== 200 || typeof value !== "string") {
        throw new Error(`${url.host} gave no identity token: it answered ${status}`);
    }
    return value;
}
