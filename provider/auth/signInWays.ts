import type { SignInChoice } from "./chooseSignIn";

/** Each way of signing in, in words. */
export const signInNames: Readonly<Record<Exclude<SignInChoice["way"], "incomplete">, string>> = {
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
