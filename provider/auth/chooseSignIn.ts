type Env = NodeJS.ProcessEnv;

/** How to sign in, chosen from the environment. */
export type SignInChoice =
    /** `DefaultAzureCredential`: the whole chain, or the part that `AZURE_TOKEN_CREDENTIALS` names. */
    | { way: "default"; tenantId?: string }
    | { way: "managedIdentity"; clientId?: string }
    | { way: "armManagedIdentity"; clientId?: string }
    | ServicePrincipal
    | { way: "incomplete"; missing: string[]; begunBy: string[] };

/** A choice that can be tried. */
export type CompleteChoice = Exclude<SignInChoice, { way: "incomplete" }>;

/** Each way of signing in, in words. */
export const signInNames: Readonly<Record<CompleteChoice["way"], string>> = {
    default: "DefaultAzureCredential",
    managedIdentity: "ManagedIdentityCredential",
    azureSecret: "the secret of AZURE_CLIENT_SECRET",
    azureCertificate: "the certificate of AZURE_CLIENT_CERTIFICATE_PATH",
    azurePassword: "the password of AZURE_PASSWORD",
    azureFederatedToken: "the workload identity of AZURE_FEDERATED_TOKEN_FILE",
    armOidc: "the workload identity of ARM_USE_OIDC",
    armPipelines: "the service connection of Azure Pipelines (ARM_USE_OIDC)",
    armManagedIdentity: "the managed identity of ARM_USE_MSI",
    armCertificate: "the certificate of ARM_CLIENT_CERTIFICATE_PATH",
    armSecret: "the secret of ARM_CLIENT_SECRET",
};

type ServicePrincipal = { tenantId: string; clientId: string } & Proof;

/** What a service principal, or a user of it, proves itself with. */
type Proof =
    | { way: "azureSecret" | "armSecret"; secret: string }
    | { way: "azureCertificate" | "armCertificate"; path: string; password?: string }
    | { way: "azurePassword"; username: string; password: string }
    | { way: "azureFederatedToken"; path: string }
    | { way: "armOidc"; assertion: OidcAssertion }
    | { way: "armPipelines"; serviceConnectionId: string; accessToken: string };

/** Where the identity token of a workload comes from. */
export type OidcAssertion =
    | { from: "variable"; token: string }
    | { from: "file"; path: string }
    | { from: "url"; url: string; requestToken: string };

/** One row of the table in docs/sign-in.md: what has begun it, and the proof, if that is complete. */
interface Row {
    /** The names that began this way; nothing else matters while there are none. */
    begunBy: string[];
    /** The variable that holds the application's id. */
    clientId: "AZURE_CLIENT_ID" | "ARM_CLIENT_ID";
    /** What is missing besides ids. */
    missing: string[];
    proof?: Proof;
}

/**
 * Chooses how to sign in. Ids alone begin nothing; a proof (a secret, a certificate, a token, a password, `ARM_USE_OIDC`)
 * begins a way. The ways are judged in the order of the table in docs/sign-in.md: the first that is complete is taken, alone; one that is
 * begun and incomplete ends the search with what is missing, since any other way might sign in as somebody else. Where none
 * is begun, it is the chain of `DefaultAzureCredential`.
 */
export function chooseSignIn(env: Env): SignInChoice {
    const tenantId = tenantOf(env);
    const pinned = env.AZURE_TOKEN_CREDENTIALS?.trim().toLowerCase();
    // The chain makes this one without the options it is given, transport and authority among them.
    if (pinned === "managedidentitycredential") {
        return { way: "managedIdentity", clientId: filled(env.AZURE_CLIENT_ID) };
    }
    if (pinned && pinned !== "prod") {
        return { way: "default", tenantId };
    }
    // "prod" is a part of the chain that would pass over an incomplete service principal.
    const rows = pinned ? [azureRow] : [azureRow, oidcRow, managedIdentityRow, certificateRow, secretRow];
    for (const row of rows) {
        const choice = row(env);
        if (choice) {
            return choice;
        }
    }
    return { way: "default", tenantId };
}

/** The tenant to sign in to, whatever the way; undefined leaves it to the way. */
export function tenantOf(env: Env): string | undefined {
    return filled(env.AZURE_TENANT_ID) ?? filled(env.ARM_TENANT_ID);
}

function azureRow(env: Env): SignInChoice | undefined {
    const names = [
        "AZURE_CLIENT_SECRET",
        "AZURE_CLIENT_CERTIFICATE_PATH",
        "AZURE_PASSWORD",
        "AZURE_FEDERATED_TOKEN_FILE",
    ];
    const begunBy = begun(env, names, ["AZURE_TENANT_ID", "AZURE_CLIENT_ID", "AZURE_USERNAME"]);
    const proof = azureProof(env);
    const lacks = filled(env.AZURE_PASSWORD) ? "AZURE_USERNAME" : (begunBy[0] ?? "");
    return judge(env, { begunBy, clientId: "AZURE_CLIENT_ID", missing: proof ? [] : [lacks], proof });
}

function azureProof(env: Env): Proof | undefined {
    const secret = filled(env.AZURE_CLIENT_SECRET);
    if (secret) {
        return { way: "azureSecret", secret };
    }
    const path = filled(env.AZURE_CLIENT_CERTIFICATE_PATH);
    if (path) {
        return { way: "azureCertificate", path, password: filled(env.AZURE_CLIENT_CERTIFICATE_PASSWORD) };
    }
    const username = filled(env.AZURE_USERNAME);
    const password = filled(env.AZURE_PASSWORD);
    if (username && password) {
        return { way: "azurePassword", username, password };
    }
    const file = filled(env.AZURE_FEDERATED_TOKEN_FILE);
    return file ? { way: "azureFederatedToken", path: file } : undefined;
}

function oidcRow(env: Env): SignInChoice | undefined {
    const isOn = flag(env.ARM_USE_OIDC);
    if (isOn === false) {
        return undefined;
    }
    const tokens = begun(env, ["ARM_OIDC_TOKEN", "ARM_OIDC_TOKEN_FILE_PATH"], ["ARM_TENANT_ID", "ARM_CLIENT_ID"]);
    const begunBy = filled(env.ARM_USE_OIDC) ? ["ARM_USE_OIDC", ...tokens] : tokens;
    const proof = oidcProof(env);
    const switchedOn = isOn ? [] : ["ARM_USE_OIDC=true"];
    const missing = [...(proof ? [] : [missingAssertion(env)]), ...switchedOn];
    return judge(env, { begunBy, clientId: "ARM_CLIENT_ID", missing, proof });
}

function oidcProof(env: Env): Proof | undefined {
    const token = filled(env.ARM_OIDC_TOKEN);
    if (token) {
        return { way: "armOidc", assertion: { from: "variable", token } };
    }
    const path = filled(env.ARM_OIDC_TOKEN_FILE_PATH);
    if (path) {
        return { way: "armOidc", assertion: { from: "file", path } };
    }
    const serviceConnectionId = serviceConnectionOf(env);
    if (serviceConnectionId) {
        const accessToken = pipelineTokenOf(env);
        // The library reads the address itself.
        if (!accessToken || !filled(env.SYSTEM_OIDCREQUESTURI)) {
            return undefined;
        }
        return { way: "armPipelines", serviceConnectionId, accessToken };
    }
    // GitHub Actions sets the second pair by itself, in jobs with the permission id-token: write.
    const url = filled(env.ARM_OIDC_REQUEST_URL) ?? filled(env.ACTIONS_ID_TOKEN_REQUEST_URL);
    const requestToken = filled(env.ARM_OIDC_REQUEST_TOKEN) ?? filled(env.ACTIONS_ID_TOKEN_REQUEST_TOKEN);
    return url && requestToken ? { way: "armOidc", assertion: { from: "url", url, requestToken } } : undefined;
}

/** The names by which Terraform's and Pulumi's providers know the id; tasks of Azure Pipelines set the last one. */
function serviceConnectionOf(env: Env): string | undefined {
    return (
        filled(env.ARM_ADO_PIPELINE_SERVICE_CONNECTION_ID) ??
        filled(env.ARM_OIDC_AZURE_SERVICE_CONNECTION_ID) ??
        filled(env.AZURESUBSCRIPTION_SERVICE_CONNECTION_ID)
    );
}

function pipelineTokenOf(env: Env): string | undefined {
    return filled(env.ARM_OIDC_REQUEST_TOKEN) ?? filled(env.SYSTEM_ACCESSTOKEN);
}

function missingAssertion(env: Env): string {
    if (serviceConnectionOf(env) || filled(env.SYSTEM_OIDCREQUESTURI)) {
        return missingInPipelines(env);
    }
    return filled(env.GITHUB_ACTIONS)
        ? "`permissions: id-token: write` of the GitHub Actions job (a pull request from a fork cannot have it)"
        : "an identity token (ARM_OIDC_TOKEN, ARM_OIDC_TOKEN_FILE_PATH, or ARM_OIDC_REQUEST_URL with ARM_OIDC_REQUEST_TOKEN)";
}

function missingInPipelines(env: Env): string {
    const parts = [
        serviceConnectionOf(env) ? "" : "ARM_OIDC_AZURE_SERVICE_CONNECTION_ID (the id of the service connection)",
        filled(env.SYSTEM_OIDCREQUESTURI) ? "" : "SYSTEM_OIDCREQUESTURI (which Azure Pipelines sets)",
        pipelineTokenOf(env) ? "" : "SYSTEM_ACCESSTOKEN (map it in the step: $(System.AccessToken))",
    ];
    return parts.filter(Boolean).join(", ");
}

function managedIdentityRow(env: Env): SignInChoice | undefined {
    const isOn = flag(env.ARM_USE_MSI);
    if (isOn) {
        return { way: "armManagedIdentity", clientId: filled(env.ARM_CLIENT_ID) };
    }
    return isOn === false || !filled(env.ARM_USE_MSI)
        ? undefined
        : { way: "incomplete", missing: ["ARM_USE_MSI=true (or false)"], begunBy: ["ARM_USE_MSI"] };
}

function certificateRow(env: Env): SignInChoice | undefined {
    const path = filled(env.ARM_CLIENT_CERTIFICATE_PATH);
    const password = filled(env.ARM_CLIENT_CERTIFICATE_PASSWORD);
    // Other providers take the certificate itself too, as a PFX, which the library does not read.
    const names = ["ARM_CLIENT_CERTIFICATE_PATH", "ARM_CLIENT_CERTIFICATE"];
    const begunBy = begun(env, names, ["ARM_TENANT_ID", "ARM_CLIENT_ID"]);
    return judge(env, {
        // An empty password is none, but one without a certificate was meant for some.
        begunBy: password ? [...begunBy, "ARM_CLIENT_CERTIFICATE_PASSWORD"] : begunBy,
        clientId: "ARM_CLIENT_ID",
        missing: path ? [] : ["ARM_CLIENT_CERTIFICATE_PATH (PEM)"],
        proof: path ? { way: "armCertificate", path, password } : undefined,
    });
}

function secretRow(env: Env): SignInChoice | undefined {
    const secret = filled(env.ARM_CLIENT_SECRET);
    // Other providers read the secret from such files too.
    const names = ["ARM_CLIENT_SECRET", "ARM_CLIENT_SECRET_FILE_PATH", "ARM_CLIENT_SECRET_PATH"];
    return judge(env, {
        begunBy: begun(env, names, ["ARM_TENANT_ID", "ARM_CLIENT_ID"]),
        clientId: "ARM_CLIENT_ID",
        missing: secret ? [] : ["ARM_CLIENT_SECRET"],
        proof: secret ? { way: "armSecret", secret } : undefined,
    });
}

function judge(env: Env, { begunBy, clientId: name, missing, proof }: Row): SignInChoice | undefined {
    if (begunBy.length === 0) {
        return undefined;
    }
    const tenantId = tenantOf(env);
    const clientId = filled(env[name]);
    if (proof && tenantId && clientId && missing.length === 0) {
        return { ...proof, tenantId, clientId };
    }
    const tenantName = name === "ARM_CLIENT_ID" ? "ARM_TENANT_ID" : "AZURE_TENANT_ID";
    const ids = [...(tenantId ? [] : [tenantName]), ...(clientId ? [] : [name])];
    return { way: "incomplete", missing: [...missing, ...ids], begunBy };
}

/**
 * The names that began a way: those with a value, and those that are empty beside their ids, as all secrets are in a pull
 * request from a fork.
 */
function begun(env: Env, names: readonly string[], ids: readonly string[]): string[] {
    const hasIds = ids.some((name) => env[name] !== undefined);
    return names.filter((name) => filled(env[name]) || (hasIds && env[name] !== undefined));
}

function filled(value: string | undefined): string | undefined {
    return value === undefined || value.trim() === "" ? undefined : value;
}

/** A switch; undefined where it is neither on nor off. */
function flag(value: string | undefined): boolean | undefined {
    const word = value?.trim().toLowerCase() ?? "";
    return /^(1|t|true)$/.test(word) ? true : /^(0|f|false)$/.test(word) ? false : undefined;
}
