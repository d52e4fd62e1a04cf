import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createCredentialFactory } from "#provider/auth/credentialFactory";
import { systemClock } from "#provider/core/clock";
import { forgetManagedIdentity } from "../../support/forgetManagedIdentity";
import { type SeenRequest, type Step, scriptedTransport } from "../../support/scriptedTransport";
import { encryptedTestKey, testCertificate, testKey } from "../../support/testCertificate";
import { testToken } from "../../support/testToken";
import { withEnvironment } from "../../support/withEnvironment";

/** The tenant of managed identities, and where `az login` and `azd auth login` were run. */
export const home = "11111111-1111-1111-1111-111111111111";
/** Another tenant. */
export const other = "22222222-2222-2222-2222-222222222222";

/** What a machine offers besides its environment. */
export interface Offers {
    /** It is in Azure, and its metadata service gives tokens. */
    metadata?: boolean;
    /** Who is signed in with Azure CLI: a person, or the machine's managed identity, which takes no tenant. */
    az?: "person" | "managed identity";
    /** Whether a person is signed in with Azure Developer CLI. */
    azd?: boolean;
    /** What the token service of Azure Pipelines answers. Default: a token. */
    pipelines?: Step;
}

/** A machine whose tools, metadata service and token endpoints are played; tokens name how they were asked for. */
export class Machine {
    readonly folder = mkdtempSync(join(tmpdir(), "machine-"));
    private readonly asked = join(this.folder, "asked");

    constructor() {
        this.file("certificate.pem", testKey + testCertificate);
        this.file("encrypted.pem", encryptedTestKey + testCertificate);
        this.file("token", "file-assertion\n");
        this.file("empty", "");
    }

    /** Writes a file; returns its path. */
    file(name: string, content: string): string {
        const path = join(this.folder, name);
        writeFileSync(path, content);
        return path;
    }

    /** Signs in; values may hold `{folder}`. */
    async signIn(
        variables: Record<string, string>,
        offers: Offers = {},
        authority = "https://login.microsoftonline.com",
    ) {
        this.installTools(offers);
        forgetManagedIdentity();
        const transport = scriptedTransport(systemClock, (request) => issue(request, offers));
        const entries = Object.entries(variables).map(([name, value]) => [
            name,
            value.replace("{folder}", this.folder),
        ]);
        const env = { ...Object.fromEntries(entries), PATH: join(this.folder, "bin") };
        const issued = await withEnvironment(env, async () => {
            const credential = await createCredentialFactory({ clock: systemClock, transport })(authority);
            return credential.getToken("https://graph.microsoft.com/.default", new AbortController().signal);
        });
        return { ...issued, seen: transport.seen };
    }

    /** The command lines of the tools that were asked for tokens by the last sign-in. */
    commands(): string[] {
        return readFileSync(this.asked, "utf8").split("\n").filter(Boolean);
    }

    remove(): void {
        rmSync(this.folder, { recursive: true });
        forgetManagedIdentity();
    }

    private installTools({ az, azd }: Offers): void {
        const folder = join(this.folder, "bin");
        rmSync(folder, { recursive: true, force: true });
        mkdirSync(folder);
        this.file("asked", "");
        const token = testToken({ tid: home, upn: "ann@contoso.com", appid: "tool", oid: "ann" });
        const answer = `echo '{"accessToken":"${token}","expiresOn":"2099-01-01 00:00:00.000000"}'`;
        const managed = `case "$*" in *--tenant*) echo "ERROR: Tenant shouldn't be specified for managed identity account" >&2; exit 1;; esac`;
        if (az) {
            this.script("az", [az === "person" ? "" : managed, answer]);
        }
        if (azd) {
            this.script("azd", [`echo '{"token":"${token}","expiresOn":"2099-01-01T00:00:00Z"}'`]);
        }
    }

    private script(name: string, lines: string[]): void {
        const path = this.file(`bin/${name}`, `#!/bin/sh\necho "${name} $*" >> ${this.asked}\n${lines.join("\n")}\n`);
        chmodSync(path, 0o755);
    }
}

/** Plays Microsoft Entra, managed identities, and the token services of GitHub Actions and Azure Pipelines. */
function issue(request: SeenRequest, offers: Offers): Step {
    const { hostname, origin, pathname, searchParams } = new URL(request.url);
    if (hostname === "169.254.169.254") {
        return offers.metadata ? metadata(request) : { error: { code: "EHOSTUNREACH", syscall: "connect" } };
    }
    if (pathname === "/msi/token") {
        return managedToken(searchParams);
    }
    if (hostname === "actions.test") {
        return { status: 200, body: { value: "github-assertion" } };
    }
    if (hostname === "pipelines.test") {
        return request.method === "POST"
            ? (offers.pipelines ?? { status: 200, body: { oidcToken: "pipelines-assertion" } })
            : { status: 405 };
    }
    const [, tenant] = pathname.split("/");
    return pathname.endsWith("openid-configuration")
        ? endpoints(`${origin}/${tenant}`)
        : entraToken(request, tenant ?? "");
}

function endpoints(base: string): Step {
    const found = {
        token_endpoint: `${base}/oauth2/v2.0/token`,
        authorization_endpoint: `${base}/a`,
        jwks_uri: `${base}/k`,
    };
    return { status: 200, body: { ...found, issuer: `${base}/v2.0` } };
}

/** A token that shows the proof as its object. */
function entraToken({ body }: SeenRequest, tid: string): Step {
    const form = new URLSearchParams(String(body));
    const assertion = form.get("client_assertion") ?? "";
    const oid =
        form.get("client_secret") ?? form.get("password") ?? (assertion.startsWith("ey") ? "certificate" : assertion);
    const access_token = testToken({ tid, appid: form.get("client_id"), oid });
    return { status: 200, body: { token_type: "Bearer", access_token, expires_in: 3_599 } };
}

function metadata({ headers, url }: SeenRequest): Step {
    return headers.metadata ? managedToken(new URL(url).searchParams) : { status: 400, body: {} };
}

function managedToken(asked: URLSearchParams): Step {
    const access_token = testToken({ tid: home, appid: asked.get("client_id") ?? "machine", oid: "managed" });
    const body = { token_type: "Bearer", access_token, expires_on: "4102444800", resource: asked.get("resource") };
    return { status: 200, body };
}
