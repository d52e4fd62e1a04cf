import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { HttpClient as Transport } from "@azure/core-rest-pipeline";
import type { AccessToken, TokenCredential } from "@azure/identity";
import { parseJson } from "../core/json";
import { createPipeline, pipelineLibrary } from "../http/transport";
import { tokenExchangeAudience } from "../validation/clouds";
import { isLoopbackHost } from "../validation/endpoint";
import { type CompleteChoice, type OidcAssertion, signInNames } from "./signInChoice";
import { placeholderAgent, signInTransport } from "./signInTransport";

// Azure Pipelines gives its tokens to POST only, by another protocol.
const notByGet =
    "it refuses GET. In Azure Pipelines set ARM_OIDC_AZURE_SERVICE_CONNECTION_ID to the id of the service connection, and SYSTEM_ACCESSTOKEN to $(System.AccessToken)";

/** Gets a workload's identity token for `audience`, anew each time: it lives for minutes only. */
async function oidcAssertion(source: OidcAssertion, audience: string, transport: Transport): Promise<string> {
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

// Azure CLI and its like need more than the library's 10 s on a busy build agent.
const longestToolInMs = 20_000;

type Library = typeof import("@azure/identity");
type Environment = NodeJS.ProcessEnv;

/** What a credential gave, and which it was, in words. */
export interface GivenToken {
    issued: AccessToken;
    by: string;
    /** Whether it was asked for a token of the environment's tenant: a managed identity takes none. */
    askedForTenant: boolean;
}

/** A credential of `@azure/identity` with an empty cache. */
export interface LibraryCredential {
    getToken(scope: string, abortSignal: AbortSignal): Promise<GivenToken>;
}

/** Loads the library at once, not in the midst of other work; where that fails, signing in will tell. */
export function preload(): void {
    try {
        library();
    } catch {
        // Told by the sign-in that needs it.
    }
}

/** Creates what the environment chose, and nothing besides. It sends all its requests through `signInTransport`. */
export function createCredential(choice: CompleteChoice, authorityHost: string, env: Environment): LibraryCredential {
    if (choice.way === "default") {
        return chainCredential(choice.tenantId, authorityHost);
    }
    const credential = singleCredential(choice, authorityHost, env);
    const isManaged = choice.way === "managedIdentity" || choice.way === "armManagedIdentity";
    const by = signInNames[choice.way];
    return {
        async getToken(scope, abortSignal) {
            const issued = given(await credential.getToken(scope, { abortSignal }));
            return { issued, by, askedForTenant: !isManaged };
        },
    };
}

/** The CommonJS form loads in half the time of `import()`. */
function library(): Library {
    return require("@azure/identity");
}

function optionsFor(authorityHost: string) {
    // Repeating is done here, on this project's clock and until the deadline.
    return { authorityHost, httpClient: signInTransport, agent: placeholderAgent, retryOptions: { maxRetries: 0 } };
}

function chainCredential(tenantId: string | undefined, authorityHost: string): LibraryCredential {
    const chainFor = (tenant: string | undefined) => {
        const options = { ...optionsFor(authorityHost), processTimeoutInMs: longestToolInMs };
        return watchChain(new (library().DefaultAzureCredential)({ ...options, tenantId: tenant }));
    };
    let chain = chainFor(tenantId);
    let tenant = tenantId;
    const ask = async (scope: string, abortSignal: AbortSignal) => {
        const issued = given(await chain.credential.getToken(scope, { abortSignal }));
        const by = chain.lastSource();
        return { issued, by, askedForTenant: tenant !== undefined && by !== "ManagedIdentityCredential" };
    };
    return {
        async getToken(scope, abortSignal) {
            try {
                return await ask(scope, abortSignal);
            } catch (error) {
                if (tenant === undefined || !takesNoTenant(error)) {
                    throw error;
                }
                tenant = undefined;
                chain = chainFor(undefined);
                return ask(scope, abortSignal);
            }
        },
    };
}

/** Azure CLI refuses a tenant where it is itself signed in as a managed identity, or in Cloud Shell. */
function takesNoTenant(error: unknown): boolean {
    const { errors, message } = error as { errors?: readonly Error[]; message?: string };
    return [...(errors ?? []), { message }].some((one) =>
        /tenant shouldn't be specified for/i.test(one?.message ?? ""),
    );
}

/** Notes which credential of a chain gives the tokens, which the library tells nobody but its log. */
function watchChain(credential: TokenCredential): { credential: TokenCredential; lastSource(): string } {
    const { _sources: sources = [] } = credential as unknown as { _sources?: TokenCredential[] };
    let last: string = signInNames.default;
    for (const source of sources) {
        const getToken = source.getToken.bind(source);
        source.getToken = async (...asked) => {
            const token = await getToken(...asked);
            last = token ? source.constructor.name : last;
            return token;
        };
    }
    return { credential, lastSource: () => last };
}

function given(issued: AccessToken | null): AccessToken {
    if (!issued) {
        throw new Error("the credential gave no token");
    }
    return issued;
}

function singleCredential(
    choice: Exclude<CompleteChoice, { way: "default" }>,
    authorityHost: string,
    env: Environment,
): TokenCredential {
    const identity = library();
    const options = optionsFor(authorityHost);
    if (choice.way === "managedIdentity" || choice.way === "armManagedIdentity") {
        return new identity.ManagedIdentityCredential({ ...options, clientId: choice.clientId });
    }
    const { tenantId, clientId } = choice;
    switch (choice.way) {
        case "azureSecret":
        case "armSecret":
            return new identity.ClientSecretCredential(tenantId, clientId, choice.secret, options);
        case "azureCertificate":
        case "armCertificate": {
            const isAzure = choice.way === "azureCertificate";
            const variable = isAzure ? "AZURE_CLIENT_CERTIFICATE_PATH" : "ARM_CLIENT_CERTIFICATE_PATH";
            const pem = { certificate: readCertificate(choice.path, variable), certificatePassword: choice.password };
            const sendCertificateChain = isAzure && /^(1|true)$/i.test(env.AZURE_CLIENT_SEND_CERTIFICATE_CHAIN ?? "");
            return new identity.ClientCertificateCredential(tenantId, clientId, pem, {
                ...options,
                sendCertificateChain,
            });
        }
        case "azurePassword": {
            const { username, password } = choice;
            return new identity.UsernamePasswordCredential(tenantId, clientId, username, password, options);
        }
        case "azureFederatedToken":
            return new identity.WorkloadIdentityCredential({
                ...options,
                tenantId,
                clientId,
                tokenFilePath: choice.path,
            });
        case "armOidc": {
            const audience = env.ARM_OIDC_AUDIENCE || tokenExchangeAudience(authorityHost);
            const assertion = () => oidcAssertion(choice.assertion, audience, signInTransport);
            return new identity.ClientAssertionCredential(tenantId, clientId, assertion, options);
        }
        case "armPipelines": {
            const { serviceConnectionId, accessToken } = choice;
            return new identity.AzurePipelinesCredential(tenantId, clientId, serviceConnectionId, accessToken, options);
        }
    }
}

/** Reads the PEM text of a certificate with its key. Throws, saying how to convert it, for a PFX. */
function readCertificate(path: string, variable: string): string {
    const text = readFileSync(path, "utf8");
    if (text.includes("-----BEGIN")) {
        return text;
    }
    throw new Error(
        `${variable} (${path}) is not PEM; convert a PFX with: openssl pkcs12 -in certificate.pfx -out certificate.pem -nodes`,
    );
}
