import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { answer, type Handler, type ScriptedServer, scriptedServer } from "../support/scriptedServer";

const secrets = ["secret-token", "secret-key", "secret-header", "secret-password", "secret-body", "secret-filter"];

describe("what is printed at AZURE_LOG_LEVEL=verbose", () => {
    let server: ScriptedServer;
    const script: Handler = (request, response) => {
        const token = { access_token: "secret-token", expires_on: "4102444800", resource: "r", token_type: "Bearer" };
        if (request.url?.startsWith("/msi")) {
            answer(200, token)(request, response);
        } else if (request.url?.startsWith("/refused")) {
            answer(403, { error: { code: "Forbidden", message: "No." } })(request, response);
        } else if (request.url?.startsWith("/reset")) {
            request.socket.resetAndDestroy();
        } else {
            answer(200, { ok: true })(request, response);
        }
    };

    before(async () => {
        server = await scriptedServer([script]);
    });
    after(() => server.close());

    it("holds no token, key, proxy password, body or filter", async () => {
        const env = {
            PATH: process.env.PATH,
            AZURE_LOG_LEVEL: "verbose",
            AZURE_TOKEN_CREDENTIALS: "ManagedIdentityCredential",
            IDENTITY_ENDPOINT: `${server.url}/msi/token`,
            IDENTITY_HEADER: "secret-header",
            AZURE_LANGUAGE_ENDPOINT: server.url,
            AZURE_LANGUAGE_KEY: "secret-key",
            HTTPS_PROXY: `http://user:secret-password@127.0.0.1:1`,
            TEST_ORIGIN: server.url,
        };
        const program = join(__dirname, "programs", "verbose.js");
        const { stdout, stderr } = await promisify(execFile)(process.execPath, [program], { env });
        const printed = stdout + stderr;
        for (const secret of secrets) {
            expect(printed).not.to.contain(secret);
        }
        expect(printed).to.contain("REDACTED").and.to.contain("Response status code: 403");
        const used = server.requests.flatMap(({ headers }) => [
            headers.authorization,
            headers["ocp-apim-subscription-key"],
        ]);
        expect(used).to.include.members(["Bearer secret-token", "secret-key"]);
    }).timeout(600_000);
});
