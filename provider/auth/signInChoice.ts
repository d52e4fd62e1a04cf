/** The environment in which the process signs in. */
export type Env = NodeJS.ProcessEnv;

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

/** A service principal, or a user who signs in through it. */
export type ServicePrincipal = { tenantId: string; clientId: string } & Proof;

/** What such a principal proves itself with. */
export type Proof =
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
export interface Row {
    /** The names that began this way; nothing else matters while there are none. */
    begunBy: string[];
    /** The variable that holds the application's id. */
    clientId: "AZURE_CLIENT_ID" | "ARM_CLIENT_ID";
    /** What is missing besides ids. */
    missing: string[];
    proof?: Proof;
}

/** The tenant to sign in to, whatever the way; undefined leaves it to the way. */
export function tenantOf(env: Env): string | undefined {
    return filled(env.AZURE_TENANT_ID) ?? filled(env.ARM_TENANT_ID);
}

/** What a row comes to: nothing if its way was not begun, and what is missing if that is incomplete. */
export function judge(env: Env, { begunBy, clientId: name, missing, proof }: Row): SignInChoice | undefined {
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
export function begun(env: Env, names: readonly string[], ids: readonly string[]): string[] {
    const hasIds = ids.some((name) => env[name] !== undefined);
    return names.filter((name) => filled(env[name]) || (hasIds && env[name] !== undefined));
}

/** A value that is more than blanks. */
export function filled(value: string | undefined): string | undefined {
    return value === undefined || value.trim() === "" ? undefined : value;
}

/** A switch; undefined where it is neither on nor off. */
export function flag(value: string | undefined): boolean | undefined {
    const word = value?.trim().toLowerCase() ?? "";
    return /^(1|t|true)$/.test(word) ? true : /^(0|f|false)$/.test(word) ? false : undefined;
}
