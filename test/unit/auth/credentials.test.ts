import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { createCredentialFactory } from "#provider/auth/credentialFactory";
import { systemClock } from "#provider/core/clock";
import { AuthError } from "#provider/core/errors";
import { forgetManagedIdentity } from "../support/forgetManagedIdentity";
import { type SeenRequest, type Step, scriptedTransport } from "../support/scriptedTransport";
import { encryptedTestKey, testCertificate, testKey, testKeyPassword } from "../support/testCertificate";
import { errorOf } from "../support/testClient";
import { withEnvironment } from "../support/withEnvironment";

const tenant = "11111111-1111-1111-1111-111111111111";
const authority = "https://login.microsoftonline.us";
const scope = "https://graph.microsoft.us/.default";
const arm = { ARM_TENANT_ID: tenant, ARM_CLIENT_ID: "arm-client" };
const azure = { AZURE_TENANT_ID: tenant, AZURE_CLIENT_ID: "azure-client" };

/** Plays Microsoft Entra, managed identity, and GitHub's token service. */
function issuer({ url }: SeenRequest): Step {
    const { hostname, origin, pathname } = new URL(url);
    if (hostname === "pipelines.actions.test") {
        return { status: 200, body: { value: "github-assertion" } };
    }
    if (pathname.endsWith("openid-configuration")) {
        const base = `${origin}/${tenant}`;
        const endpoints = {
            token_endpoint: `${base}/oauth2/v2.0/token`,
            authorization_endpoint: `${base}/a`,
            jwks_uri: `${base}/k`,
        };
        return { status: 200, body: { ...endpoints, issuer: `${base}/v2.0` } };
    }
    const lifetime = pathname.startsWith("/msi") ? { expires_on: "4102444800" } : { expires_in: 3_599 };
    return { status: 200, body: { token_type: "Bearer", access_token: `token from ${hostname}`, ...lifetime } };
}

async function signIn(variables: Record<string, string>, script: (request: SeenRequest) => Step = issuer) {
    const transport = scriptedTransport(systemClock, script);
    const token = await withEnvironment(variables, async () => {
        const credential = await createCredentialFactory({ clock: systemClock, transport })(authority);
        return credential.getToken(scope, new AbortController().signal);
    });
    const last = transport.seen.at(-1);
    return {
        ...token,
        url: new URL(last?.url ?? "none:"),
        form: new URLSearchParams(String(last?.body)),
        seen: transport.seen,
    };
}

describe("createCredentialFactory", () => {
    let folder: string;
    const file = (name: string, content: string) => {
        const path = join(folder, name);
        writeFileSync(path, content);
        return path;
    };

    before(() => {
        forgetManagedIdentity();
        folder = mkdtempSync(join(tmpdir(), "credentials-"));
    });
    after(() => {
        rmSync(folder, { recursive: true });
        forgetManagedIdentity();
    });

    for (const [title, variables, clientId] of [
        ["ARM_CLIENT_SECRET", { ...arm, ARM_CLIENT_SECRET: "the-secret" }, "arm-client"],
        ["AZURE_CLIENT_SECRET", { ...azure, AZURE_CLIENT_SECRET: "the-secret" }, "azure-client"],
    ] as const) {
        it(`signs in with ${title} at the cloud's authority`, async () => {
            const { token, url, form } = await signIn(variables);
            expect(token).to.equal("token from login.microsoftonline.us");
            expect(url.pathname).to.equal(`/${tenant}/oauth2/v2.0/token`);
            expect(form.get("client_id")).to.equal(clientId);
            expect(form.get("client_secret")).to.equal("the-secret");
            expect(form.get("scope")).to.equal(scope);
        });
    }

    it("lets AZURE_AUTHORITY_HOST override the authority", async () => {
        const { url } = await signIn({
            ...arm,
            ARM_CLIENT_SECRET: "s",
            AZURE_AUTHORITY_HOST: "https://login.microsoftonline.com",
        });
        expect(url.host).to.equal("login.microsoftonline.com");
    });

    for (const [title, variables, key] of [
        ["ARM_CLIENT_CERTIFICATE_PATH", { ...arm, ARM_CLIENT_CERTIFICATE_PATH: "" }, testKey],
        [
            "ARM_CLIENT_CERTIFICATE_PATH and a password",
            { ...arm, ARM_CLIENT_CERTIFICATE_PATH: "", ARM_CLIENT_CERTIFICATE_PASSWORD: testKeyPassword },
            encryptedTestKey,
        ],
        ["AZURE_CLIENT_CERTIFICATE_PATH", { ...azure, AZURE_CLIENT_CERTIFICATE_PATH: "" }, testKey],
        [
            "AZURE_CLIENT_CERTIFICATE_PATH and a password",
            { ...azure, AZURE_CLIENT_CERTIFICATE_PATH: "", AZURE_CLIENT_CERTIFICATE_PASSWORD: testKeyPassword },
            encryptedTestKey,
        ],
        [
            "AZURE_CLIENT_CERTIFICATE_PATH and AZURE_TOKEN_CREDENTIALS",
            { ...azure, AZURE_CLIENT_CERTIFICATE_PATH: "", AZURE_TOKEN_CREDENTIALS: "EnvironmentCredential" },
            testKey,
        ],
    ] as const) {
        it(`signs in with ${title}`, async () => {
            const path = file("certificate.pem", key + testCertificate);
            const withPath = Object.entries(variables).map(([name, value]) => [name, value || path]);
            const { form } = await signIn(Object.fromEntries(withPath));
            expect(form.get("client_assertion")).to.match(/^eyJ/);
        });
    }

    for (const [title, variables, assertion] of [
        ["ARM_OIDC_TOKEN", { ARM_OIDC_TOKEN: "an-assertion" }, "an-assertion"],
        ["ARM_OIDC_TOKEN_FILE_PATH", { ARM_OIDC_TOKEN_FILE_PATH: "FILE" }, "assertion-in-file"],
        [
            "ARM_OIDC_REQUEST_URL",
            { ARM_OIDC_REQUEST_URL: "https://pipelines.actions.test/x?api-version=2.0", ARM_OIDC_REQUEST_TOKEN: "rt" },
            "github-assertion",
        ],
        [
            "GitHub's variables",
            {
                ACTIONS_ID_TOKEN_REQUEST_URL: "https://pipelines.actions.test/x?api-version=2.0",
                ACTIONS_ID_TOKEN_REQUEST_TOKEN: "rt",
            },
            "github-assertion",
        ],
    ] as const) {
        it(`signs in with ARM_USE_OIDC and ${title}`, async () => {
            const path = file("assertion", "assertion-in-file\n");
            const entries = Object.entries(variables).map(([name, value]) => [name, value === "FILE" ? path : value]);
            const { form, seen } = await signIn({ ...arm, ARM_USE_OIDC: "true", ...Object.fromEntries(entries) });
            expect(form.get("client_assertion")).to.equal(assertion);
            const request = seen.find(({ url }) => url.startsWith("https://pipelines.actions.test"));
            if (assertion === "github-assertion") {
                expect(request?.headers.authorization).to.equal("Bearer rt");
                expect(new URL(request?.url ?? "").searchParams.get("audience")).to.equal(
                    "api://AzureADTokenExchangeUSGov",
                );
            }
        });
    }

    for (const AZURE_TOKEN_CREDENTIALS of ["", "prod", "WorkloadIdentityCredential"]) {
        it(`signs in with AZURE_FEDERATED_TOKEN_FILE where AZURE_TOKEN_CREDENTIALS is "${AZURE_TOKEN_CREDENTIALS}"`, async () => {
            const path = file("federated", "federated-assertion");
            const { form } = await signIn({ ...azure, AZURE_FEDERATED_TOKEN_FILE: path, AZURE_TOKEN_CREDENTIALS });
            expect(form.get("client_assertion")).to.equal("federated-assertion");
        });
    }

    const msi = { IDENTITY_ENDPOINT: "http://127.0.0.1:1/msi/token", IDENTITY_HEADER: "the-header" };
    for (const [title, variables, clientId] of [
        ["IDENTITY_ENDPOINT", msi, null],
        ["ARM_USE_MSI", { ...msi, ARM_USE_MSI: "true", ARM_CLIENT_ID: "user-assigned" }, "user-assigned"],
        [
            "AZURE_TOKEN_CREDENTIALS",
            { ...msi, ...arm, ARM_CLIENT_SECRET: "s", AZURE_TOKEN_CREDENTIALS: "ManagedIdentityCredential" },
            null,
        ],
    ] as const) {
        it(`signs in as a managed identity with ${title}`, async () => {
            const { token, url, seen } = await signIn(variables);
            expect(token).to.equal("token from 127.0.0.1");
            expect(url.searchParams.get("resource")).to.equal("https://graph.microsoft.us");
            expect(url.searchParams.get("client_id")).to.equal(clientId);
            expect(seen.at(-1)?.headers["x-identity-header"]).to.equal("the-header");
        });
    }

    it("signs in with Azure CLI", async () => {
        const az = file(
            "az",
            `#!/bin/sh\necho '{"accessToken":"cli token","expiresOn":"2099-01-01 00:00:00.000000"}'\n`,
        );
        chmodSync(az, 0o755);
        const variables = { PATH: `${folder}:${process.env.PATH}`, AZURE_TOKEN_CREDENTIALS: "AzureCliCredential" };
        expect((await signIn(variables)).token).to.equal("cli token");
    });

    it("lists what was tried and the choice there is when no way works, and no secret", async () => {
        const refuse = ({ url }: SeenRequest): Step =>
            url.includes("169.254.169.254")
                ? { error: { code: "EHOSTUNREACH", syscall: "connect" } }
                : {
                      status: 401,
                      body: {
                          error: "invalid_client",
                          error_description: "AADSTS7000215: hunter2-secret is wrong. eyJhbGciOi.eyJzdWIi.c2ln",
                      },
                  };
        const variables = { PATH: folder, AZURE_TOKEN_CREDENTIALS: "prod", ARM_CLIENT_SECRET: "hunter2-secret" };
        const none = await errorOf(signIn(variables, refuse), AuthError);
        expect(none.message).to.match(
            /^no way of signing in worked for https:\/\/graph\.microsoft\.us\/\.default at https:\/\/login\.microsoftonline\.us\.\nTried DefaultAzureCredential:\n/,
        );
        for (const name of [
            "EnvironmentCredential",
            "ManagedIdentityCredential",
            "AZURE_TOKEN_CREDENTIALS",
            "ARM_USE_OIDC",
            "az login",
        ]) {
            expect(none.message).to.contain(name);
        }
        expect(none.message).to.contain("Set, but not used: ARM_CLIENT_SECRET.");
        expect(none.message).not.to.contain("hunter2");
        const wrong = await errorOf(signIn({ ...arm, ARM_CLIENT_SECRET: "hunter2-secret" }, refuse), AuthError);
        expect(wrong.message)
            .to.contain("the secret of ARM_CLIENT_SECRET")
            .and.contain("AADSTS7000215: [secret] is wrong. [secret]");
        expect(wrong.message).not.to.contain("hunter2");
    });

    for (const [title, variables, words] of [
        [
            "an unknown AZURE_TOKEN_CREDENTIALS",
            { AZURE_TOKEN_CREDENTIALS: "CliCredential" },
            "Invalid value for AZURE_TOKEN_CREDENTIALS",
        ],
        ["a certificate that is not there", { ...arm, ARM_CLIENT_CERTIFICATE_PATH: "/nowhere.pem" }, "ENOENT"],
        ["a PFX", { ...arm, ARM_CLIENT_CERTIFICATE_PATH: "PFX" }, "openssl pkcs12"],
        [
            "a token service that is not https:",
            { ...arm, ARM_USE_OIDC: "true", ARM_OIDC_REQUEST_URL: "http://evil.test/", ARM_OIDC_REQUEST_TOKEN: "rt" },
            "ARM_OIDC_REQUEST_URL is not https:",
        ],
    ] as const) {
        it(`explains ${title}`, async () => {
            const path = file("certificate.pfx", "0\u0082");
            const entries = Object.entries(variables).map(([name, value]) => [name, value === "PFX" ? path : value]);
            expect((await errorOf(signIn(Object.fromEntries(entries)), AuthError)).message).to.contain(words);
        });
    }
});
