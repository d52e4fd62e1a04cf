import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { expiredCertificate, otherHostCertificate, testCertificate, testKey } from "../support/testCertificate";

const program = join(__dirname, "programs", "tls.js");

/** Asks a server with this certificate from a process of its own, which trusts the test's authority or does not. */
async function ask(cert: string, trust: string | undefined, method: "GET" | "POST") {
    let requests = 0;
    const server = createServer({ key: testKey, cert }, (_, response) => {
        requests += 1;
        response.end("{}");
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const env = { TEST_ORIGIN: `https://127.0.0.1:${port}`, TEST_METHOD: method, NODE_EXTRA_CA_CERTS: trust };
    try {
        const { stdout } = await promisify(execFile)(process.execPath, [program], { env });
        return { requests, port, ...(JSON.parse(stdout) as { status?: number; code?: string; message?: string }) };
    } finally {
        server.close();
        server.closeAllConnections();
    }
}

describe("a server's certificate", () => {
    let folder: string;
    let authority: string;

    before(() => {
        folder = mkdtempSync(join(tmpdir(), "tls-"));
        authority = join(folder, "authority.pem");
        writeFileSync(authority, testCertificate);
    });
    after(() => rmSync(folder, { recursive: true }));

    const bad: [what: string, certificate: string, isTrusted: boolean, code: string, words: string][] = [
        [
            "by an unknown authority",
            otherHostCertificate,
            false,
            "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
            "is not signed by anyone trusted here",
        ],
        [
            "by nobody but itself",
            testCertificate,
            false,
            "DEPTH_ZERO_SELF_SIGNED_CERT",
            "is not signed by anyone trusted here",
        ],
        ["that has expired", expiredCertificate, true, "CERT_HAS_EXPIRED", "has expired"],
        ["for another host", otherHostCertificate, true, "ERR_TLS_CERT_ALTNAME_INVALID", "is for another host"],
    ];
    for (const [what, certificate, isTrusted, code, words] of bad) {
        for (const method of ["GET", "POST"] as const) {
            it(`${what}: ${method} is refused before it is sent, with the reason and what to do`, async () => {
                const answer = await ask(certificate, isTrusted ? authority : undefined, method);
                expect(answer).to.include({ name: "TlsError", code, requests: 0 });
                expect(answer.message).to.include(
                    `no trusted connection to 127.0.0.1:${answer.port}: its certificate ${words} (${code})`,
                );
                expect(answer.message).to.include("NODE_EXTRA_CA_CERTS");
            });
        }
    }

    it("is trusted when its authority is named in NODE_EXTRA_CA_CERTS", async () => {
        expect(await ask(testCertificate, authority, "GET")).to.include({ status: 200, requests: 1 });
    });
}).timeout(600_000);
