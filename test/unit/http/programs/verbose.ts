// Signs in and sends with everything that is secret, and fails in several ways, for a test that reads all that is printed.
import { createCredentialFactory } from "#provider/auth/credentialFactory";
import { LanguageKeys } from "#provider/auth/secrets";
import { createTokenSource } from "#provider/auth/tokenSource";
import { Deadline } from "#provider/core/deadline";
import { createHttpClient } from "#provider/http/client";
import { nodeFetchTransport } from "#provider/http/transport";
import type { ServiceRequest } from "#provider/http/types";
import { virtualClock } from "../../support/virtualClock";

const clock = virtualClock();
const transport = clock.watch(nodeFetchTransport);
const origin = process.env.TEST_ORIGIN ?? "";
const keys = new LanguageKeys({ env: process.env });
const client = createHttpClient({
    tokens: createTokenSource({ clock, createCredential: createCredentialFactory({ clock, transport }) }),
    keys,
    clock,
    transport,
});

async function send(path: string, changes: Partial<ServiceRequest> = {}): Promise<void> {
    const request: ServiceRequest = {
        method: "GET",
        url: `${origin}${path}?api-version=1&%24filter=secret-filter`,
        origin,
        auth: { scope: "https://graph.microsoft.com/.default", authorityHost: "https://login.microsoftonline.com" },
        deadline: new Deadline(clock, 600_000),
        action: "Doing it",
        ...changes,
    };
    try {
        console.log((await client.send(request)).status);
    } catch (error) {
        console.error(error, String(error), JSON.stringify(error), (error as Error).stack);
    }
}

async function main(): Promise<void> {
    const keyAllowed = { scope: "s", authorityHost: "a", keyAllowed: true };
    await send("/good");
    await send("/good", { auth: keyAllowed });
    await send("/good", { method: "POST", body: { password: "secret-body" } });
    await send("/refused");
    await send("/reset", { deadline: new Deadline(clock, 30_000) });
    await send("/x", { url: "https://evil.test/x" });
    await send("/proxied", {
        url: "https://contoso.invalid/x",
        origin: "https://contoso.invalid",
        deadline: new Deadline(clock, 30_000),
    });
}

main().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
});
