import { once } from "node:events";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { SecretTexts } from "#provider/core/redaction";
import { Findings } from "#provider/doctor/findings";
import { probe } from "#provider/doctor/network";
import { openSession } from "#provider/doctor/session";
import { answer, scriptedServer } from "../unit/support/scriptedServer";
import { testCertificate, testKey } from "../unit/support/testCertificate";
import { withEnvironment } from "../unit/support/withEnvironment";

const contoso = "https://contoso.cognitiveservices.azure.com";

/** Probes an address by real sockets, with these variables of the environment. */
async function probed(address: string, env: Record<string, string> = {}) {
    return withEnvironment(env, async () => {
        const findings = new Findings();
        const session = openSession({ secrets: new SecretTexts(), say: () => undefined, timeoutInMs: 10_000 });
        const goesOn = await probe(session, findings, address, "Azure AI Language");
        return { goesOn, findings: findings.all };
    });
}

describe("the doctor's probe", () => {
    it("is one GET of the root, without credentials", async () => {
        const server = await scriptedServer([answer(404)]);
        const { goesOn, findings } = await probed(server.url);
        await server.close();
        expect({ goesOn, verdicts: findings.map(({ verdict }) => verdict) }).to.deep.equal({
            goesOn: true,
            verdicts: ["ok"],
        });
        expect(server.requests.map(({ method, path }) => `${method} ${path}`)).to.deep.equal(["GET /"]);
        expect(server.requests[0]?.headers).to.not.have.any.keys("authorization", "ocp-apim-subscription-key");
    });

    it("says whose certificate is not trusted, and what to do", async () => {
        const server = createServer({ cert: testCertificate, key: testKey }).listen(0, "127.0.0.1");
        await once(server, "listening");
        const { goesOn, findings } = await probed(`https://127.0.0.1:${(server.address() as AddressInfo).port}`);
        server.close();
        expect(goesOn).to.equal(false);
        expect(findings[0]?.verdict).to.equal("fails");
        expect(findings[0]?.text).to.match(
            /no trusted connection to 127.0.0.1:\d+: its certificate .*NODE_EXTRA_CA_CERTS/,
        );
    });

    it("says that the proxy's address is none, without showing it", async () => {
        const { goesOn, findings } = await probed(contoso, { HTTPS_PROXY: "user:pass@proxy" });
        expect(goesOn).to.equal(false);
        expect(findings[0]?.text).to.contain("HTTPS_PROXY is not a URL").and.not.contain("pass");
    });

    it("says that it went through a proxy, where nothing answers there", async () => {
        const { goesOn, findings } = await probed(contoso, { HTTPS_PROXY: "http://127.0.0.1:1" });
        expect(goesOn).to.equal(false);
        expect(findings[0]?.text)
            .to.contain("The request went through the proxy that the environment names.")
            .and.contain("ECONNREFUSED");
    });

    it("leaves to the requests that follow what may pass", async () => {
        const server = await scriptedServer([(request) => request.socket.destroy()]);
        const { goesOn, findings } = await probed(server.url);
        await server.close();
        expect({ goesOn, verdicts: findings.map(({ verdict }) => verdict) }).to.deep.equal({
            goesOn: true,
            verdicts: ["note"],
        });
    });
});
