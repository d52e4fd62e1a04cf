import { AuthError } from "../core/errors";
import { redact } from "../core/redaction";
import { oneLine, printableText } from "../core/text";
import { secretValues } from "./secrets";
import { type CompleteChoice, type SignInChoice, signInNames, tenantOf } from "./signInChoice";

/** The choice there is, for the error when no way works; the first that is begun counts. */
export const signInWays = [
    "The ways to sign in; the first that is begun counts, alone:",
    "  1. AZURE_TOKEN_CREDENTIALS: names the one credential of DefaultAzureCredential to use, for example AzureCliCredential, or prod or dev",
    "  2. AZURE_TENANT_ID, AZURE_CLIENT_ID and one of AZURE_CLIENT_SECRET, AZURE_CLIENT_CERTIFICATE_PATH (PEM), AZURE_PASSWORD with",
    "     AZURE_USERNAME, AZURE_FEDERATED_TOKEN_FILE",
    "  3. ARM_USE_OIDC=true, ARM_TENANT_ID, ARM_CLIENT_ID and one of ARM_OIDC_TOKEN, ARM_OIDC_TOKEN_FILE_PATH, in Azure Pipelines",
    "     ARM_OIDC_AZURE_SERVICE_CONNECTION_ID with SYSTEM_ACCESSTOKEN, or ARM_OIDC_REQUEST_URL with ARM_OIDC_REQUEST_TOKEN",
    "     (GitHub Actions with the permission id-token: write sets its own)",
    "  4. ARM_USE_MSI=true: managed identity; ARM_CLIENT_ID chooses a user-assigned one",
    "  5. ARM_TENANT_ID, ARM_CLIENT_ID and ARM_CLIENT_CERTIFICATE_PATH (PEM; ARM_CLIENT_CERTIFICATE_PASSWORD)",
    "  6. ARM_TENANT_ID, ARM_CLIENT_ID and ARM_CLIENT_SECRET",
    "  7. none of these: managed identity, Visual Studio Code, Azure CLI (az login), Azure PowerShell, Azure Developer CLI",
    "AZURE_TENANT_ID, else ARM_TENANT_ID, is the tenant of every way. AZURE_AUTHORITY_HOST overrides the authority, which else follows the cloud.",
].join("\n");

const longestReason = 400;
const armVariable = /^ARM_(TENANT_ID|CLIENT_\w+|OIDC_\w+|USE_OIDC|USE_MSI)$/;

/** Where signing in was tried. */
export interface SignInAttempt {
    choice: CompleteChoice;
    authorityHost: string;
    scope: string;
    env: NodeJS.ProcessEnv;
}

/** The error for signing in that failed for good: what was tried, why each way failed, and the choice there is. */
export function signInError(error: unknown, { choice, authorityHost, scope, env }: SignInAttempt): AuthError {
    if (error instanceof AuthError) {
        return error;
    }
    const reasons = reasonsOf(error).map((reason) => clean(reason, env));
    const name = signInNames[choice.way];
    const only = reasons.length === 1 ? reasons[0] : undefined;
    const summary = only
        ? `signing in for ${scope} at ${authorityHost} by ${name} failed: ${sentence(only)}`
        : `no way of signing in worked for ${scope} at ${authorityHost}.`;
    const tried = only ? [] : [`Tried ${name}:`, ...reasons.map((reason) => `  - ${reason}`)];
    const more = [...tried, ...unusedVariables(choice, env), signInWays].join("\n");
    return new AuthError("SignInFailed", summary, { more, cause: error });
}

/** The error for a way of signing in that is begun and not complete; it begins with what is missing. */
export function incompleteError(
    { missing, begunBy }: Extract<SignInChoice, { way: "incomplete" }>,
    env: NodeJS.ProcessEnv,
): AuthError {
    const names = begunBy.map((name) => (env[name]?.trim() ? name : `${name} (set, but empty)`));
    const summary =
        `${missing.join(" and ")} ${missing.length > 1 ? "are" : "is"} missing to sign in. ` +
        `${names.join(" and ")} ${names.length > 1 ? "begin" : "begins"} this way of signing in, so no other is tried: ` +
        `it could be somebody else's. Set what is missing, or unset ${begunBy.join(", ")}.`;
    return new AuthError("SignInFailed", summary, { more: signInWays });
}

/** The error for a token of another tenant than the environment's, or of one that cannot be compared with it. */
export function tenantError(identity: string, compared: "other" | "unknown", env: NodeJS.ProcessEnv): AuthError {
    const variable = env.AZURE_TENANT_ID?.trim() ? "AZURE_TENANT_ID" : "ARM_TENANT_ID";
    const expected = printableText(tenantOf(env) ?? "", 128);
    const summary =
        compared === "other"
            ? `the token is of another tenant than ${variable} names (${expected}): it is for ${identity}. ` +
              `Sign in to that tenant, or correct ${variable}.`
            : `the token is for ${identity}, and whether that is the tenant of ${variable} (${expected}) cannot be told from ` +
              `its name. Set ${variable} to the tenant's id to sign in by this way.`;
    return new AuthError("SignInFailed", summary, { more: signInWays });
}

// Set by somebody who expected them to be used: ids without a proof, or overridden by AZURE_TOKEN_CREDENTIALS.
function unusedVariables(choice: SignInChoice, env: NodeJS.ProcessEnv): string[] {
    const names = Object.keys(env).filter((name) => armVariable.test(name) && env[name]);
    return choice.way === "default" && names.length > 0 ? [`Set, but not used: ${names.sort().join(", ")}.`] : [];
}

// A chain fails with an error that holds one for each credential it tried.
function reasonsOf(error: unknown): string[] {
    const errors = (error as { errors?: unknown } | undefined)?.errors;
    const each = Array.isArray(errors) && errors.length > 0 ? errors : [error];
    return each.map((one) => (one instanceof Error ? one.message : String(one)));
}

function clean(reason: string, env: NodeJS.ProcessEnv): string {
    // Before it is cut: the environment's secrets are not known to those who redact the whole.
    return printableText(oneLine(redact(reason, secretValues(env))), longestReason);
}

function sentence(text: string): string {
    return /[.!?\u2026]$/.test(text) ? text : `${text}.`;
}
