import { expect } from "chai";
import { chooseSignIn } from "#provider/auth/chooseSignIn";
import type { SignInChoice } from "#provider/auth/signInChoice";

const arm = { ARM_TENANT_ID: "t", ARM_CLIENT_ID: "c" };
const azure = { AZURE_TENANT_ID: "at", AZURE_CLIENT_ID: "ac" };
const secret = { way: "armSecret", tenantId: "t", clientId: "c", secret: "s" };
const chain = (tenantId?: string) => ({ way: "default", tenantId });
const oidc = (assertion: object) => ({ way: "armOidc", tenantId: "t", clientId: "c", assertion });
const lacks = (missing: string[], begunBy: string[]) => ({ way: "incomplete", missing, begunBy });

describe("chooseSignIn", () => {
    const table: [title: string, env: NodeJS.ProcessEnv, expected: object][] = [
        ["nothing", {}, chain()],
        ["an ARM secret", { ...arm, ARM_CLIENT_SECRET: "s" }, secret],
        [
            "an ARM secret beside an AZURE_CLIENT_ID alone",
            { ...arm, ARM_CLIENT_SECRET: "s", AZURE_CLIENT_ID: "x" },
            secret,
        ],
        [
            "the managed identity that AZURE_TOKEN_CREDENTIALS names",
            { ...arm, ARM_CLIENT_SECRET: "s", AZURE_TOKEN_CREDENTIALS: " managedIdentityCredential " },
            { way: "managedIdentity", clientId: undefined },
        ],
        [
            "the managed identity of a client",
            { AZURE_CLIENT_ID: "ua", AZURE_TOKEN_CREDENTIALS: "ManagedIdentityCredential" },
            { way: "managedIdentity", clientId: "ua" },
        ],
        [
            "an ARM secret without tenant",
            { ARM_CLIENT_ID: "c", ARM_CLIENT_SECRET: "s" },
            lacks(["ARM_TENANT_ID"], ["ARM_CLIENT_SECRET"]),
        ],
        [
            "an AZURE secret before ARM",
            { ...arm, ARM_CLIENT_SECRET: "s", ...azure, AZURE_CLIENT_SECRET: "as" },
            { way: "azureSecret", secret: "as", tenantId: "at", clientId: "ac" },
        ],
        [
            "an AZURE certificate before ARM",
            { ...arm, ARM_CLIENT_SECRET: "s", ...azure, AZURE_CLIENT_CERTIFICATE_PATH: "/c" },
            { way: "azureCertificate", path: "/c", password: undefined, tenantId: "at", clientId: "ac" },
        ],
        [
            "an AZURE federated token before ARM",
            { ...arm, ARM_CLIENT_SECRET: "s", ...azure, AZURE_FEDERATED_TOKEN_FILE: "/f" },
            { way: "azureFederatedToken", path: "/f", tenantId: "at", clientId: "ac" },
        ],
        [
            "AZURE_TOKEN_CREDENTIALS before all",
            { ...arm, ARM_CLIENT_SECRET: "s", AZURE_TOKEN_CREDENTIALS: "AzureCliCredential" },
            chain("t"),
        ],
        [
            "an ARM certificate",
            {
                ...arm,
                ARM_CLIENT_CERTIFICATE_PATH: "/c.pem",
                ARM_CLIENT_CERTIFICATE_PASSWORD: "p",
                ARM_CLIENT_SECRET: "s",
            },
            { way: "armCertificate", tenantId: "t", clientId: "c", path: "/c.pem", password: "p" },
        ],
        [
            "an ARM certificate without password",
            { ...arm, ARM_CLIENT_CERTIFICATE_PATH: "/c.pem" },
            { way: "armCertificate", tenantId: "t", clientId: "c", path: "/c.pem", password: undefined },
        ],
        ["ARM managed identity", { ARM_USE_MSI: "true" }, { way: "armManagedIdentity", clientId: undefined }],
        [
            "ARM managed identity of a client",
            { ...arm, ARM_USE_MSI: "TRUE" },
            { way: "armManagedIdentity", clientId: "c" },
        ],
        ["ARM managed identity switched off", { ...arm, ARM_USE_MSI: "false", ARM_CLIENT_SECRET: "s" }, secret],
        [
            "an ARM token before the secret",
            { ...arm, ARM_USE_OIDC: "1", ARM_OIDC_TOKEN: "jwt", ARM_CLIENT_SECRET: "s" },
            oidc({ from: "variable", token: "jwt" }),
        ],
        [
            "an ARM token file",
            { ...arm, ARM_USE_OIDC: "true", ARM_OIDC_TOKEN_FILE_PATH: "/t" },
            oidc({ from: "file", path: "/t" }),
        ],
        [
            "an ARM token request",
            { ...arm, ARM_USE_OIDC: "true", ARM_OIDC_REQUEST_URL: "https://u", ARM_OIDC_REQUEST_TOKEN: "r" },
            oidc({ from: "url", url: "https://u", requestToken: "r" }),
        ],
        [
            "GitHub's own variables",
            {
                ...arm,
                ARM_USE_OIDC: "true",
                ACTIONS_ID_TOKEN_REQUEST_URL: "https://g",
                ACTIONS_ID_TOKEN_REQUEST_TOKEN: "r",
            },
            oidc({ from: "url", url: "https://g", requestToken: "r" }),
        ],
        [
            "a token without ARM_USE_OIDC",
            { ...arm, ARM_OIDC_TOKEN: "jwt" },
            lacks(["ARM_USE_OIDC=true"], ["ARM_OIDC_TOKEN"]),
        ],
        [
            "a user's password",
            { ...azure, AZURE_USERNAME: "u", AZURE_PASSWORD: "p" },
            { way: "azurePassword", username: "u", password: "p", tenantId: "at", clientId: "ac" },
        ],
        ["ids alone", { ...arm, ...azure }, chain("at")],
        ["blanks", { ...arm, ARM_TENANT_ID: " ", ARM_USE_OIDC: " ", ARM_USE_MSI: "" }, chain()],
        [
            "an empty secret beside its ids, and the file that another proof is in",
            { ...azure, AZURE_CLIENT_SECRET: "", AZURE_FEDERATED_TOKEN_FILE: "/f" },
            { way: "azureFederatedToken", path: "/f", tenantId: "at", clientId: "ac" },
        ],
    ];
    for (const [title, env, expected] of table) {
        it(`chooses ${(expected as SignInChoice).way} for ${title}`, () => {
            expect(chooseSignIn(env)).to.deep.equal(expected);
        });
    }
});
