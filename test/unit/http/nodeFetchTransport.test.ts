import { once } from "node:events";
import { createServer } from "node:https";
import { type AddressInfo, createServer as createNetServer } from "node:net";
import { expect } from "chai";
import { systemClock } from "#provider/core/clock";
import { ConnectionError, TlsError } from "#provider/core/errors";
import { answer, scriptedServer } from "../support/scriptedServer";
import { testCertificate, testKey } from "../support/testCertificate";
import { errorOf, testClient } from "../support/testClient";
import { withEnvironment } from "../support/withEnvironment";

describe("nodeFetchTransport", () => {
    it("explains a certificate that is not trusted, and sends nothing", async () => {
        let requests = 0;
        const server = createServer({ key: testKey, cert: testCertificate }, (_, response) => {
            requests += 1;
            response.end("{}");
        });
        server.listen(0, "127.0.0.1");
        await once(server, "listening");
        const origin = `https://localhost:${(server.address() as AddressInfo).port}`;
        const { send } = testClient(systemClock, {});
        for (const method of ["GET", "POST"] as const) {
            const error = await errorOf(send({ origin, method, body: method === "POST" ? {} : undefined }), TlsError);
            expect(error.code).to.equal("DEPTH_ZERO_SELF_SIGNED_CERT");
            expect(error.message).to.contain("NODE_EXTRA_CA_CERTS");
        }
        server.close();
        server.closeAllConnections();
        expect(requests).to.equal(0);
    });

    it("explains https: at a port that does not speak TLS", async () => {
        const server = await scriptedServer([answer(200, {})]);
        const error = await errorOf(
            testClient(systemClock, {}).send({ origin: server.url.replace("http:", "https:") }),
            TlsError,
        );
        expect(error.message).to.match(/no trusted connection to 127\.0\.0\.1:\d+ \(E/);
        await server.close();
    });

    it("goes through HTTPS_PROXY, but never for loopback", async () => {
        const asked: string[] = [];
        const proxy = createNetServer((socket) => {
            socket.once("data", (data) => {
                asked.push(data.toString().split("\r\n")[0] ?? "");
                socket.end("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
            });
        });
        proxy.listen(0, "127.0.0.1");
        await once(proxy, "listening");
        const server = await scriptedServer([answer(200, {})]);
        await withEnvironment(
            { HTTPS_PROXY: `http://user:pass@127.0.0.1:${(proxy.address() as AddressInfo).port}` },
            async () => {
                const { send } = testClient(systemClock, {});
                await send({ origin: server.url });
                const error = await send({ origin: "https://contoso.invalid" }).catch((thrown: Error) => thrown);
                expect(String(error)).to.contain("403").and.not.to.contain("pass");
            },
        );
        expect(asked).to.deep.equal(["CONNECT contoso.invalid:443 HTTP/1.1"]);
        expect(server.requests).to.have.length(1);
        proxy.close();
        await server.close();
    });

    for (const value of ["user:hunter2@proxy", "proxy:8080", "http://[hunter2"]) {
        it(`explains a proxy such as ${value.replace("hunter2", "***")}, without showing it`, async () => {
            await withEnvironment({ HTTPS_PROXY: value }, async () => {
                const error = await errorOf(testClient(systemClock, {}).send(), ConnectionError);
                expect(error.message).to.contain("HTTPS_PROXY").and.not.to.contain("hunter2");
            });
        });
    }
});
