import { expect } from "chai";
import { createCredentialFactory } from "#provider/auth/credentialFactory";
import { createTokenSource } from "#provider/auth/tokenSource";
import { Deadline } from "#provider/core/deadline";
import { AuthError, DeadlineError } from "#provider/core/errors";
import { nodeFetchTransport } from "#provider/http/transport";
import { forgetManagedIdentity } from "../support/forgetManagedIdentity";
import { answer, answerText, type Handler, type ScriptedServer, scriptedServer } from "../support/scriptedServer";
import { errorOf } from "../support/testClient";
import { virtualClock } from "../support/virtualClock";
import { withEnvironment } from "../support/withEnvironment";

const scope = "https://graph.microsoft.com/.default";
const ends = "4102444800";
const good = (token: string) =>
    answer(200, {
        access_token: token,
        expires_on: ends,
        resource: "https://graph.microsoft.com",
        token_type: "Bearer",
    });
const socket =
    (text: string, end: boolean): Handler =>
    (request) => {
        request.socket.write(text);
        if (end) {
            request.socket.end();
        }
    };

/** How long, by the wall, something must not have moved to count as hanging; where it is meant to, each costs as much. */
const hangInMs = 25;
const otherwiseInMs = 2_000;

const clock = virtualClock();
const createCredential = createCredentialFactory({ clock, transport: clock.watch(nodeFetchTransport) });

describe("signing in, against a token endpoint with faults", () => {
    let server: ScriptedServer;
    const getToken = async (handlers: Handler[], deadlineInMs = 600_000) => {
        server = await scriptedServer(handlers);
        const variables = {
            IDENTITY_ENDPOINT: `${server.url}/msi/token`,
            IDENTITY_HEADER: "the-header",
            AZURE_TOKEN_CREDENTIALS: "ManagedIdentityCredential",
        };
        return withEnvironment(variables, () => {
            const source = createTokenSource({ clock, createCredential });
            return source.getToken({
                scope,
                authorityHost: "https://login.microsoftonline.com",
                deadline: new Deadline(clock, deadlineInMs),
            });
        });
    };

    beforeEach(function () {
        clock.patienceInMs = /hang/.test(this.currentTest?.title ?? "") ? hangInMs : otherwiseInMs;
        this.currentTest?.timeout(600_000);
        forgetManagedIdentity();
    });
    afterEach(async () => {
        await server.close();
        forgetManagedIdentity();
    });

    const transient: [title: string, fault: Handler][] = [
        ["reset before the answer", (request) => request.socket.resetAndDestroy()],
        ["closed mid-body", socket("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{", true)],
        ["hang before the answer", socket("", false)],
        ["hang mid-body", socket("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{", false)],
        ["empty body", answerText("")],
        ["body that is not JSON", answerText("<html>")],
        ["truncated JSON", answerText('{"access_token":"t')],
        ["50 MB body", answerText(Buffer.alloc(50 * 1024 * 1024, " "))],
        ["408", answer(408)],
        ["429 with Retry-After", answer(429, {}, { "Retry-After": "2" })],
        ["429 without Retry-After", answer(429, {})],
        ["500", answer(500, { error: "server_error" })],
        ["502", answerTextWithStatus(502)],
        ["503", answer(503, {})],
        ["504", answer(504, {})],
    ];
    for (const [title, fault] of transient) {
        it(`${title}: recovers`, async () => {
            expect(await getToken([fault, good("t2")])).to.equal("t2");
            expect(server.requests).to.have.length(2);
        });
    }
    for (const [title, fault] of transient.filter(([title]) => title !== "50 MB body")) {
        it(`${title}, for ever: the deadline reports it`, async () => {
            const error = await errorOf(getToken([fault], 15_000), DeadlineError);
            expect(error.message).to.match(/^no token for https:\/\/graph\.microsoft\.com\/\.default within \d+ s/);
        });
    }

    for (const status of [400, 401, 403, 404]) {
        it(`${status}: refused`, async () => {
            const refusal = answer(status, { error: { code: "bad", message: "Identity not found." } });
            const error = await errorOf(getToken([refusal]), AuthError);
            expect(error.message).to.contain("Identity not found.").and.contain("The ways to sign in");
            expect(server.requests).to.have.length(1);
        });
    }

    it("does not follow a redirect", async () => {
        const elsewhere = await scriptedServer([good("stolen")]);
        const error = await errorOf(getToken([answer(307, undefined, { Location: elsewhere.url })]), AuthError);
        await elsewhere.close();
        expect(error.message).to.contain("The ways to sign in");
        expect(elsewhere.requests).to.deep.equal([]);
    });

    it("takes an answer with a byte order mark", async () => {
        const text = `\uFEFF{"access_token":"t","expires_on":"${ends}","resource":"r","token_type":"Bearer"}`;
        expect(await getToken([answerText(text)])).to.equal("t");
    });

    it("gets a new token when the service has refused the one there is", async () => {
        server = await scriptedServer([good("t1"), good("t2")]);
        const variables = { IDENTITY_ENDPOINT: `${server.url}/msi/token`, IDENTITY_HEADER: "the-header" };
        await withEnvironment(variables, async () => {
            const source = createTokenSource({ clock, createCredential });
            const request = {
                scope,
                authorityHost: "https://login.microsoftonline.com",
                deadline: new Deadline(clock, 60_000),
            };
            expect(await source.getToken(request)).to.equal("t1");
            expect(await source.getToken(request)).to.equal("t1");
            expect(await source.getToken({ ...request, renew: "t1" })).to.equal("t2");
        });
        expect(server.requests).to.have.length(2);
    });
});

function answerTextWithStatus(status: number): Handler {
    return (_, response) => {
        response.writeHead(status, { "Content-Type": "text/html" });
        response.end("<html>");
    };
}
