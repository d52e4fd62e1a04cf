/** How to sign in, chosen from the environment. */
export type SignInChoice =
    | { way: "default" }
    | { way: "managedIdentity"; clientId?: string }
    | { way: "armOidc"; tenantId: string; clientId: string; assertion: OidcAssertion }
    | { way: "armManagedIdentity"; clientId?: string }
    | { way: "armCertificate"; tenantId: string; clientId: string; path: string; password?: string }
    | { way: "armSecret"; tenantId: string; clientId: string; secret: string };

/** Where the identity token of a workload comes from. */
export type OidcAssertion =
    | { from: "variable"; token: string }
    | { from: "file"; path: string }
    | { from: "url"; url: string; requestToken: string };

/**
 * Chooses how to sign in. Where `AZURE_TOKEN_CREDENTIALS` or a complete service principal in `AZURE_*` is set, the Azure
 * SDK's own chain (`DefaultAzureCredential`) does it. Else the `ARM_*` variables of Pulumi's Azure providers count:
 * workload identity, managed identity, certificate, secret, in this order. Without these it is the chain again.
 */
export function chooseSignIn(env: NodeJS.ProcessEnv): SignInChoice {
    // The chain makes this one without the options it is given, transport and authority among them.
    if (env.AZURE_TOKEN_CREDENTIALS?.trim().toLowerCase() === "managedidentitycredential") {
        return { way: "managedIdentity", clientId: env.AZURE_CLIENT_ID || undefined };
    }
    return (hasAzureVariables(env) ? undefined : chooseArm(env)) ?? { way: "default" };
}

function hasAzureVariables(env: NodeJS.ProcessEnv): boolean {
    if (env.AZURE_TOKEN_CREDENTIALS) {
        return true;
    }
    const proof =
        env.AZURE_CLIENT_SECRET ||
        env.AZURE_CLIENT_CERTIFICATE_PATH ||
        env.AZURE_FEDERATED_TOKEN_FILE ||
        (env.AZURE_USERNAME && env.AZURE_PASSWORD);
    return Boolean(env.AZURE_TENANT_ID && env.AZURE_CLIENT_ID && proof);
}

function chooseArm(env: NodeJS.ProcessEnv): SignInChoice | undefined {
    const tenantId = env.ARM_TENANT_ID;
    const clientId = env.ARM_CLIENT_ID;
    const assertion = isOn(env.ARM_USE_OIDC) ? chooseAssertion(env) : undefined;
    if (tenantId && clientId && assertion) {
        return { way: "armOidc", tenantId, clientId, assertion };
    }
    if (isOn(env.ARM_USE_MSI)) {
        return { way: "armManagedIdentity", clientId: clientId || undefined };
    }
    if (tenantId && clientId && env.ARM_CLIENT_CERTIFICATE_PATH) {
        const password = env.ARM_CLIENT_CERTIFICATE_PASSWORD || undefined;
        return { way: "armCertificate", tenantId, clientId, path: env.ARM_CLIENT_CERTIFICATE_PATH, password };
    }
    if (tenantId && clientId && env.ARM_CLIENT_SECRET) {
        return { way: "armSecret", tenantId, clientId, secret: env.ARM_CLIENT_SECRET };
    }
    return undefined;
}

function chooseAssertion(env: NodeJS.ProcessEnv): OidcAssertion | undefined {
    if (env.ARM_OIDC_TOKEN) {
        return { from: "variable", token: env.ARM_OIDC_TOKEN };
    }
    if (env.ARM_OIDC_TOKEN_FILE_PATH) {
        return { from: "file", path: env.ARM_OIDC_TOKEN_FILE_PATH };
    }
    // GitHub Actions sets the second pair by itself.
    const url = env.ARM_OIDC_REQUEST_URL || env.ACTIONS_ID_TOKEN_REQUEST_URL;
    const requestToken = env.ARM_OIDC_REQUEST_TOKEN || env.ACTIONS_ID_TOKEN_REQUEST_TOKEN;
    return url && requestToken ? { from: "url", url, requestToken } : undefined;
}

function isOn(value: string | undefined): boolean {
    return value === "1" || value?.toLowerCase() === "true";
}
