import { readFile } from "node:fs/promises";
import type { HttpClient as Transport } from "@azure/core-rest-pipeline";
import { createPipeline } from "../http/createPipeline";
import { parseJson } from "../http/parseJson";
import { pipelineLibrary } from "../http/pipelineLibrary";
import { isLoopbackHost } from "../validation/isLoopbackHost";
import type { OidcAssertion } from "./chooseSignIn";

// Azure Pipelines gives its tokens to POST only, by another protocol.
const notByGet =
    "it refuses GET. In Azure Pipelines set ARM_OIDC_AZURE_SERVICE_CONNECTION_ID to the id of the service connection, and SYSTEM_ACCESSTOKEN to $(System.AccessToken)";

/** Gets a workload's identity token for `audience`, anew each time: it lives for minutes only. */
export async function oidcAssertion(source: OidcAssertion, audience: string, transport: Transport): Promise<string> {
    switch (source.from) {
        case "variable":
            return source.token;
        case "file":
            return readAssertion(source.path);
        case "url":
            return requestAssertion(source, audience, transport);
    }
}

async function readAssertion(path: string): Promise<string> {
    const token = (await readFile(path, "utf8")).trim();
    if (token === "") {
        throw new Error(`ARM_OIDC_TOKEN_FILE_PATH (${path}) is empty`);
    }
    return token;
}

// The protocol of GitHub Actions: https://docs.github.com/actions/security-for-github-actions/security-hardening-your-deployments
async function requestAssertion(
    { url: from, requestToken }: Extract<OidcAssertion, { from: "url" }>,
    audience: string,
    transport: Transport,
): Promise<string> {
    if (!URL.canParse(from)) {
        throw new Error("ARM_OIDC_REQUEST_URL is not a URL");
    }
    const url = new URL(from);
    if (url.protocol !== "https:" && !isLoopbackHost(url.hostname)) {
        throw new Error("ARM_OIDC_REQUEST_URL is not https:");
    }
    url.searchParams.set("audience", audience);
    const { createPipelineRequest, createHttpHeaders } = pipelineLibrary();
    const headers = createHttpHeaders({ Accept: "application/json", Authorization: `Bearer ${requestToken}` });
    const request = createPipelineRequest({ url: url.href, headers, allowInsecureConnection: true });
    const { status, bodyAsText } = await createPipeline().sendRequest(transport, request);
    const parsed = parseJson(bodyAsText ?? "");
    const value = parsed.ok ? (parsed.value as { value?: unknown } | undefined)?.value : undefined;
    if (status !== 200 || typeof value !== "string") {
        throw new Error(`${url.host} gave no identity token: ${status === 405 ? notByGet : `it answered ${status}`}`);
    }
    return value;
}
