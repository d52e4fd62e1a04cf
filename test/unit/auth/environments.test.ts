import { createRequire } from "node:module";
import { expect } from "chai";
import { AuthError } from "#provider/core/errors";
import { testKeyPassword } from "../support/testCertificate";
import { errorOf } from "../support/testClient";
import { home, Machine, type Offers, other } from "./support/machine";

type Variables = Record<string, string>;
type Row = [title: string, env: Variables, offers: Offers, expected: string];

const inAzure: Offers = { metadata: true };
const azure = { AZURE_TENANT_ID: home, AZURE_CLIENT_ID: "app" };
const arm = { ARM_TENANT_ID: home, ARM_CLIENT_ID: "app" };
const oidc = { ...arm, ARM_USE_OIDC: "true" };
const actions = { GITHUB_ACTIONS: "true", CI: "true" };
const actionsToken = {
    ACTIONS_ID_TOKEN_REQUEST_URL: "https://actions.test/x?v=2",
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: "rt",
};
const pipelines = { TF_BUILD: "True", SYSTEM_OIDCREQUESTURI: "https://pipelines.test/oidctoken" };
const appService = {
    IDENTITY_ENDPOINT: "http://127.0.0.1:1/msi/token",
    IDENTITY_HEADER: "h",
    WEBSITE_SITE_NAME: "web",
};

const app = (proof: string, way: string, tenant = home) =>
    `application app (object ${proof}), by ${way}, in tenant ${tenant}`;
const machine = (way: string, id = "machine") => `application ${id} (object managed), by ${way}, in tenant ${home}`;
const ann = (tool: string) => `ann@contoso.com (object ann), by ${tool}, in tenant ${home}`;

const secretOf = (family: "AZURE" | "ARM") => `the secret of ${family}_CLIENT_SECRET`;
const federated = "the workload identity of AZURE_FEDERATED_TOKEN_FILE";
const useOidc = "the workload identity of ARM_USE_OIDC";
const pipelinesWay = "the service connection of Azure Pipelines (ARM_USE_OIDC)";
const idTokenWrite =
    "`permissions: id-token: write` of the GitHub Actions job (a pull request from a fork cannot have it) is missing";

// Every machine in Azure has a managed identity here, and nobody who asked for another one may get it.
const signedIn: Row[] = [
    ["a person after az login", {}, { az: "person" }, ann("AzureCliCredential")],
    [
        "a person after az login, with the tenant set",
        { AZURE_TENANT_ID: home },
        { az: "person" },
        ann("AzureCliCredential"),
    ],
    [
        "a person after az login, with ids of some other program",
        { ...arm, ...azure },
        { az: "person" },
        ann("AzureCliCredential"),
    ],
    [
        "a person after az login, with settings emptied",
        { AZURE_CLIENT_SECRET: "", ARM_CLIENT_SECRET: "" },
        { az: "person" },
        ann("AzureCliCredential"),
    ],
    [
        "a person in Pulumi ESC's azure-login without OIDC",
        { ...arm, ARM_CLIENT_SECRET: "s3cret", ARM_SUBSCRIPTION_ID: "s" },
        { az: "person" },
        app("s3cret", secretOf("ARM")),
    ],
    [
        "Pulumi ESC's azure-login with OIDC",
        { ...oidc, ARM_OIDC_TOKEN: "esc-assertion" },
        {},
        app("esc-assertion", useOidc),
    ],
    [
        "a person after azd auth login",
        { AZURE_ENV_NAME: "dev", AZURE_SUBSCRIPTION_ID: "s" },
        { azd: true },
        ann("AzureDeveloperCliCredential"),
    ],
    [
        "azd in GitHub Actions",
        { ...actions, ...azure, AZURE_ENV_NAME: "ci" },
        { azd: true },
        ann("AzureDeveloperCliCredential"),
    ],
    [
        "GitHub Actions after azure/login",
        { ...actions, ...azure, AZURE_HTTP_USER_AGENT: "x" },
        { az: "person" },
        ann("AzureCliCredential"),
    ],
    [
        "GitHub Actions after azure/login with a managed identity, and the tenant set",
        { ...actions, ...azure },
        { az: "managed identity" },
        ann("AzureCliCredential"),
    ],
    ["GitHub Actions with OIDC", { ...actions, ...actionsToken, ...oidc }, inAzure, app("github-assertion", useOidc)],
    [
        "GitHub Actions with OIDC, on a runner with a managed identity and az",
        { ...actions, ...actionsToken, ...oidc },
        { ...inAzure, az: "person" },
        app("github-assertion", useOidc),
    ],
    [
        "GitHub Actions with a secret for the Azure SDKs",
        { ...actions, ...azure, AZURE_CLIENT_SECRET: "s3cret" },
        inAzure,
        app("s3cret", secretOf("AZURE")),
    ],
    [
        "Azure Pipelines with a service connection",
        { ...pipelines, ...oidc, ARM_OIDC_AZURE_SERVICE_CONNECTION_ID: "c", SYSTEM_ACCESSTOKEN: "sat" },
        inAzure,
        app("pipelines-assertion", pipelinesWay),
    ],
    [
        "Azure Pipelines with Terraform's name for it",
        { ...pipelines, ...oidc, ARM_ADO_PIPELINE_SERVICE_CONNECTION_ID: "c", SYSTEM_ACCESSTOKEN: "sat" },
        inAzure,
        app("pipelines-assertion", pipelinesWay),
    ],
    [
        "Azure Pipelines in the task AzureCLI@2",
        {
            ...pipelines,
            ...oidc,
            AZURESUBSCRIPTION_SERVICE_CONNECTION_ID: "c",
            AZURESUBSCRIPTION_CLIENT_ID: "app",
            SYSTEM_ACCESSTOKEN: "sat",
        },
        { ...inAzure, az: "person" },
        app("pipelines-assertion", pipelinesWay),
    ],
    [
        "Azure Pipelines with the request variables of Terraform",
        {
            ...pipelines,
            ...oidc,
            ARM_ADO_PIPELINE_SERVICE_CONNECTION_ID: "c",
            ARM_OIDC_REQUEST_URL: "https://pipelines.test/oidctoken",
            ARM_OIDC_REQUEST_TOKEN: "sat",
        },
        inAzure,
        app("pipelines-assertion", pipelinesWay),
    ],
    [
        "Azure Pipelines in AzureCLI@2, asking for nothing else",
        { ...pipelines, AZURESUBSCRIPTION_SERVICE_CONNECTION_ID: "c" },
        { az: "person" },
        ann("AzureCliCredential"),
    ],
    [
        "Azure Pipelines after AzureCLI@2 with addSpnToEnvironment, exported as ARM_OIDC_TOKEN",
        { ...pipelines, ...oidc, ARM_OIDC_TOKEN: "id-token" },
        inAzure,
        app("id-token", useOidc),
    ],
    [
        "a workload in AKS",
        {
            ...azure,
            AZURE_FEDERATED_TOKEN_FILE: "{folder}/token",
            AZURE_AUTHORITY_HOST: "https://login.microsoftonline.com/",
        },
        inAzure,
        app("file-assertion", federated),
    ],
    [
        "a workload in AKS beside ARM variables of another application",
        { ...azure, AZURE_FEDERATED_TOKEN_FILE: "{folder}/token", ARM_CLIENT_ID: "x", ARM_CLIENT_SECRET: "y" },
        inAzure,
        app("file-assertion", federated),
    ],
    [
        "a workload in AKS where AZURE_TOKEN_CREDENTIALS is prod",
        { ...azure, AZURE_FEDERATED_TOKEN_FILE: "{folder}/token", AZURE_TOKEN_CREDENTIALS: "prod" },
        inAzure,
        app("file-assertion", federated),
    ],
    ["App Service", appService, {}, machine("ManagedIdentityCredential")],
    [
        "Container Apps with a user-assigned identity",
        { ...appService, CONTAINER_APP_NAME: "c", AZURE_CLIENT_ID: "uami" },
        {},
        machine("ManagedIdentityCredential", "uami"),
    ],
    [
        "Container Apps with the tenant set",
        { ...appService, AZURE_TENANT_ID: home.toUpperCase() },
        {},
        machine("ManagedIdentityCredential"),
    ],
    ["a virtual machine", {}, inAzure, machine("ManagedIdentityCredential")],
    [
        "a virtual machine with a user-assigned identity",
        { AZURE_CLIENT_ID: "uami" },
        inAzure,
        machine("ManagedIdentityCredential", "uami"),
    ],
    [
        "a virtual machine with ARM_USE_MSI",
        { ARM_USE_MSI: "true" },
        { ...inAzure, az: "person" },
        machine("the managed identity of ARM_USE_MSI"),
    ],
    [
        "a virtual machine with ARM_USE_MSI and a user-assigned identity",
        { ...arm, ARM_CLIENT_ID: "uami", ARM_USE_MSI: "true" },
        inAzure,
        machine("the managed identity of ARM_USE_MSI", "uami"),
    ],
    [
        "a virtual machine that pins its identity",
        {
            ...azure,
            AZURE_CLIENT_ID: "uami",
            AZURE_CLIENT_SECRET: "",
            AZURE_TOKEN_CREDENTIALS: "ManagedIdentityCredential",
        },
        inAzure,
        machine("ManagedIdentityCredential", "uami"),
    ],
    [
        "a virtual machine that pins Azure CLI",
        { AZURE_TOKEN_CREDENTIALS: "AzureCliCredential" },
        { ...inAzure, az: "person" },
        ann("AzureCliCredential"),
    ],
    [
        "a container that pins dev",
        { ...azure, AZURE_TOKEN_CREDENTIALS: "dev" },
        { ...inAzure, az: "person" },
        ann("AzureCliCredential"),
    ],
    [
        "a build server with a certificate",
        { ...arm, ARM_CLIENT_CERTIFICATE_PATH: "{folder}/certificate.pem", ARM_CLIENT_CERTIFICATE_PASSWORD: "" },
        inAzure,
        app("certificate", "the certificate of ARM_CLIENT_CERTIFICATE_PATH"),
    ],
    [
        "a build server with an encrypted certificate for the Azure SDKs",
        {
            ...azure,
            AZURE_CLIENT_CERTIFICATE_PATH: "{folder}/encrypted.pem",
            AZURE_CLIENT_CERTIFICATE_PASSWORD: testKeyPassword,
        },
        inAzure,
        app("certificate", "the certificate of AZURE_CLIENT_CERTIFICATE_PATH"),
    ],
    [
        "a build server with ARM_USE_OIDC switched off",
        { ...arm, ARM_USE_OIDC: "false", ARM_OIDC_TOKEN: "", ARM_CLIENT_SECRET: "s3cret" },
        inAzure,
        app("s3cret", secretOf("ARM")),
    ],
    [
        "a user's password",
        { ...azure, AZURE_USERNAME: "ann@contoso.com", AZURE_PASSWORD: "s3cret" },
        inAzure,
        app("s3cret", "the password of AZURE_PASSWORD"),
    ],
    [
        "an identity token in a file",
        { ...oidc, ARM_OIDC_TOKEN_FILE_PATH: "{folder}/token" },
        inAzure,
        app("file-assertion", useOidc),
    ],
    [
        "a secret whose tenant only ARM_TENANT_ID names",
        { AZURE_CLIENT_ID: "app", AZURE_CLIENT_SECRET: "s3cret", ARM_TENANT_ID: home },
        inAzure,
        app("s3cret", secretOf("AZURE")),
    ],
    [
        "ARM variables beside AZURE_TENANT_ID, which is the tenant of every way",
        { ...arm, ARM_CLIENT_SECRET: "s3cret", AZURE_TENANT_ID: other },
        inAzure,
        app("s3cret", secretOf("ARM"), other),
    ],
];

const refused: Row[] = [
    [
        "GitHub Actions with OIDC, but without the permission",
        { ...actions, ...oidc },
        { ...inAzure, az: "person" },
        idTokenWrite,
    ],
    [
        "a fork's pull request with OIDC whose ids are secrets",
        { ...actions, ARM_USE_OIDC: "true", ARM_TENANT_ID: "", ARM_CLIENT_ID: "" },
        inAzure,
        idTokenWrite.replace(" is missing", " and ARM_TENANT_ID and ARM_CLIENT_ID are missing"),
    ],
    [
        "a fork's pull request with a secret for the Azure SDKs",
        { ...actions, ...azure, AZURE_CLIENT_SECRET: "" },
        inAzure,
        "AZURE_CLIENT_SECRET is missing",
    ],
    [
        "a fork's pull request whose ids are secrets too",
        { ...actions, AZURE_TENANT_ID: "", AZURE_CLIENT_ID: "", AZURE_CLIENT_SECRET: "" },
        inAzure,
        "AZURE_CLIENT_SECRET and AZURE_TENANT_ID and AZURE_CLIENT_ID are missing",
    ],
    [
        "a fork's pull request with an ARM secret",
        { ...actions, ...arm, ARM_CLIENT_SECRET: "" },
        inAzure,
        "ARM_CLIENT_SECRET is missing",
    ],
    [
        "a fork's pull request with an ARM identity token",
        { ...arm, ARM_OIDC_TOKEN: "" },
        inAzure,
        "an identity token (ARM_OIDC_TOKEN, ",
    ],
    [
        "a fork's pull request with a secret, where AZURE_TOKEN_CREDENTIALS is prod",
        { ...azure, AZURE_CLIENT_SECRET: "", AZURE_TOKEN_CREDENTIALS: "prod" },
        inAzure,
        "AZURE_CLIENT_SECRET is missing",
    ],
    [
        "ARM_USE_OIDC without any token, beside a complete ARM secret",
        { ...oidc, ARM_CLIENT_SECRET: "s3cret" },
        inAzure,
        "an identity token (ARM_OIDC_TOKEN, ",
    ],
    [
        "ARM_USE_OIDC without any token, beside ARM_USE_MSI",
        { ...oidc, ARM_USE_MSI: "true" },
        inAzure,
        "an identity token (ARM_OIDC_TOKEN, ",
    ],
    [
        "an identity token without ARM_USE_OIDC",
        { ...arm, ARM_OIDC_TOKEN: "jwt" },
        inAzure,
        "ARM_USE_OIDC=true is missing",
    ],
    [
        "ARM_USE_OIDC that is neither true nor false",
        { ...arm, ARM_USE_OIDC: "yes", ARM_OIDC_TOKEN: "jwt" },
        inAzure,
        "ARM_USE_OIDC=true is missing",
    ],
    [
        "ARM_USE_MSI that is neither true nor false",
        { ARM_USE_MSI: "yes" },
        inAzure,
        "ARM_USE_MSI=true (or false) is missing",
    ],
    [
        "Azure Pipelines without the service connection",
        { ...pipelines, ...oidc, SYSTEM_ACCESSTOKEN: "sat" },
        inAzure,
        "ARM_OIDC_AZURE_SERVICE_CONNECTION_ID (the id of the service connection) is missing",
    ],
    [
        "Azure Pipelines that do not map the access token",
        { ...pipelines, ...oidc, ARM_OIDC_AZURE_SERVICE_CONNECTION_ID: "c" },
        inAzure,
        "SYSTEM_ACCESSTOKEN (map it in the step: $(System.AccessToken)) is missing",
    ],
    [
        "a service connection outside of Azure Pipelines",
        { ...oidc, ARM_OIDC_AZURE_SERVICE_CONNECTION_ID: "c", ARM_OIDC_REQUEST_TOKEN: "t" },
        inAzure,
        "SYSTEM_OIDCREQUESTURI (which Azure Pipelines sets) is missing",
    ],
    [
        "a pod in AKS whose service account names no client",
        { AZURE_TENANT_ID: home, AZURE_FEDERATED_TOKEN_FILE: "{folder}/token" },
        inAzure,
        "AZURE_CLIENT_ID is missing",
    ],
    [
        "a secret without a tenant",
        { AZURE_CLIENT_ID: "app", AZURE_CLIENT_SECRET: "s3cret" },
        inAzure,
        "AZURE_TENANT_ID is missing",
    ],
    [
        "a secret without a client",
        { ARM_TENANT_ID: home, ARM_CLIENT_SECRET: "s3cret" },
        inAzure,
        "ARM_CLIENT_ID is missing",
    ],
    [
        "an incomplete secret for the Azure SDKs beside a complete ARM secret",
        { ...arm, ARM_CLIENT_SECRET: "s", AZURE_CLIENT_SECRET: "s" },
        inAzure,
        "AZURE_CLIENT_ID is missing",
    ],
    ["a password without a user", { ...azure, AZURE_PASSWORD: "s3cret" }, inAzure, "AZURE_USERNAME is missing"],
    [
        "a certificate that is given itself",
        { ...arm, ARM_CLIENT_CERTIFICATE: "MIIK" },
        inAzure,
        "ARM_CLIENT_CERTIFICATE_PATH (PEM) is missing",
    ],
    [
        "a certificate's password without the certificate",
        { ...arm, ARM_CLIENT_CERTIFICATE_PASSWORD: "s3cret" },
        inAzure,
        "ARM_CLIENT_CERTIFICATE_PATH (PEM) is missing",
    ],
    [
        "a secret in a file",
        { ...arm, ARM_CLIENT_SECRET_FILE_PATH: "/run/secret" },
        inAzure,
        "ARM_CLIENT_SECRET is missing",
    ],
    [
        "a virtual machine of another tenant",
        { AZURE_TENANT_ID: other },
        inAzure,
        "the token is of another tenant than AZURE_TENANT_ID names",
    ],
    [
        "a virtual machine of another tenant with ARM_USE_MSI",
        { ARM_TENANT_ID: other, ARM_USE_MSI: "true" },
        inAzure,
        "the token is of another tenant than ARM_TENANT_ID names",
    ],
    [
        "a virtual machine whose tenant has a name only",
        { AZURE_TENANT_ID: "contoso.com" },
        inAzure,
        "the token is for application machine",
    ],
    [
        "az login in another tenant, by a managed identity",
        { ...actions, AZURE_TENANT_ID: other },
        { az: "managed identity" },
        "the token is of another tenant than AZURE_TENANT_ID names",
    ],
    [
        "an identity token's file that is empty",
        { ...oidc, ARM_OIDC_TOKEN_FILE_PATH: "{folder}/empty" },
        inAzure,
        "signing in for https://graph.microsoft.com/.default at https://login.microsoftonline.com by the workload identity of ARM_USE_OIDC failed: ARM_OIDC_TOKEN_FILE_PATH (",
    ],
    [
        "a token request of Azure Pipelines by the protocol of GitHub",
        { ...oidc, ARM_OIDC_REQUEST_URL: "https://pipelines.test/oidctoken", ARM_OIDC_REQUEST_TOKEN: "t" },
        inAzure,
        "signing in for https://graph.microsoft.com/.default at https://login.microsoftonline.com by the workload identity of ARM_USE_OIDC failed: pipelines.test gave no identity token: it refuses GET. In Azure Pipelines set ARM_OIDC_AZURE_SERVICE_CONNECTION_ID",
    ],
    ["nobody at all", {}, {}, "no way of signing in worked for https://graph.microsoft.com/.default"],
];

describe("environments that people sign in from", () => {
    let played: Machine;

    before(() => {
        played = new Machine();
    });
    after(() => played.remove());

    for (const [title, env, offers, expected] of signedIn) {
        it(`${title}: ${expected}`, async () => {
            expect((await played.signIn(env, offers)).identity).to.equal(expected);
        });
    }

    for (const [title, env, offers, expected] of refused) {
        it(`${title}: refused, ${expected}`, async () => {
            const { summary, message } = await errorOf(played.signIn(env, offers), AuthError);
            expect(summary.startsWith(expected), summary).to.equal(true);
            expect(summary).not.to.include("\n").and.not.to.include("s3cret");
            expect(message).to.include("The ways to sign in");
        });
    }

    it("asks Azure CLI for a token of the environment's tenant", async () => {
        const asked = async (env: Variables, az: Offers["az"] = "person") => {
            await played.signIn(env, { az });
            return played.commands().map((line) => / --tenant (\S+)/.exec(line)?.[1]);
        };
        expect(await asked({})).to.deep.equal([undefined]);
        expect(await asked({ AZURE_TENANT_ID: home })).to.deep.equal([home]);
        expect(await asked({ ARM_TENANT_ID: home })).to.deep.equal([home]);
        expect(await asked({ ARM_TENANT_ID: other, AZURE_TENANT_ID: home })).to.deep.equal([home]);
        expect(await asked({ AZURE_TENANT_ID: "contoso.com" })).to.deep.equal(["contoso.com"]);
        expect(await asked({ ARM_TENANT_ID: home, AZURE_TOKEN_CREDENTIALS: "AzureCliCredential" })).to.deep.equal([
            home,
        ]);
        expect(await asked({ AZURE_TENANT_ID: home }, "managed identity")).to.deep.equal([home, undefined]);
    });

    it("asks Azure Developer CLI for a token of the environment's tenant", async () => {
        await played.signIn({ ARM_TENANT_ID: home }, { azd: true });
        expect(played.commands().join()).to.include(`--tenant-id ${home}`);
    });

    it("sends nothing to anybody where a way is begun and incomplete", async () => {
        await errorOf(played.signIn(oidc, { ...inAzure, az: "person", azd: true }), AuthError);
        expect(played.commands()).to.deep.equal([]);
    });

    for (const [authority, audience, env] of [
        ["https://login.microsoftonline.com", "api://AzureADTokenExchange", {}],
        ["https://login.microsoftonline.us", "api://AzureADTokenExchangeUSGov", {}],
        ["https://login.chinacloudapi.cn", "api://AzureADTokenExchangeChina", {}],
        [
            "https://login.microsoftonline.com",
            "api://AzureADTokenExchangeUSGov",
            { AZURE_AUTHORITY_HOST: "https://login.microsoftonline.us" },
        ],
        ["https://login.microsoftonline.us", "api://contoso", { ARM_OIDC_AUDIENCE: "api://contoso" }],
    ] as const) {
        it(`asks GitHub for a token for ${audience} at ${authority}${env ? ` with ${JSON.stringify(env)}` : ""}`, async () => {
            const { seen } = await played.signIn({ ...actionsToken, ...oidc, ...env }, {}, authority);
            const request = seen.find(({ url }) => url.startsWith("https://actions.test"));
            expect(new URL(request?.url ?? "none:").searchParams.get("audience")).to.equal(audience);
        });
    }

    it("shows neither proof nor token in the log or an error when Azure Pipelines give a useless answer", async () => {
        const { setLogLevel, AzureLogger } = createRequire(require.resolve("@azure/identity"))("@azure/logger");
        const said: string[] = [];
        const before = AzureLogger.log;
        AzureLogger.log = (...words: unknown[]) => void said.push(words.map(String).join(" "));
        setLogLevel("verbose");
        try {
            const env = {
                ...pipelines,
                ...oidc,
                ARM_OIDC_AZURE_SERVICE_CONNECTION_ID: "c",
                SYSTEM_ACCESSTOKEN: "s3cret",
            };
            for (const step of [
                { status: 200, text: "" },
                { status: 200, text: '{"oidcToken":"s3cret-token' },
                { status: 400, text: "" },
                { status: 403, text: '{"message":"s3cret is wrong"}' },
            ]) {
                const error = await errorOf(played.signIn(env, { pipelines: step }), Error);
                said.push(error.message);
            }
        } finally {
            AzureLogger.log = before;
            setLogLevel(undefined);
        }
        expect(said.join("\n")).to.include("Requesting OIDC token from Azure Pipelines");
        expect(said.filter((line) => line.includes("s3cret"))).to.deep.equal([]);
    });

    it("asks Azure Pipelines by POST, for the service connection, with the job's token", async () => {
        const env = { ...pipelines, ...oidc, ARM_OIDC_AZURE_SERVICE_CONNECTION_ID: "conn", SYSTEM_ACCESSTOKEN: "sat" };
        const { seen } = await played.signIn(env);
        const request = seen.find(({ url }) => url.startsWith("https://pipelines.test"));
        expect(request?.method).to.equal("POST");
        expect(new URL(request?.url ?? "none:").searchParams.get("serviceConnectionId")).to.equal("conn");
        expect(request?.headers.authorization).to.equal("Bearer sat");
    });
});
