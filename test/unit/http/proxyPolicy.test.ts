import { createPipelineRequest, type PipelineRequest } from "@azure/core-rest-pipeline";
import { expect } from "chai";
import { proxyPolicy } from "#provider/http/transport";
import { isLinkLocalHost } from "#provider/validation/endpoint";
import { scriptedTransport } from "../support/scriptedTransport";
import { virtualClock } from "../support/virtualClock";
import { withEnvironment } from "../support/withEnvironment";

/** Whether a request would go through the proxy that the environment names. */
async function isProxied(url: string): Promise<boolean> {
    const variables = { HTTP_PROXY: "http://127.0.0.1:1", HTTPS_PROXY: "http://127.0.0.1:1" };
    return withEnvironment(variables, async () => {
        let sent: PipelineRequest | undefined;
        const transport = scriptedTransport(virtualClock(), [{ status: 200 }]);
        await proxyPolicy().sendRequest(createPipelineRequest({ url }), (request) => {
            sent = request;
            return transport.sendRequest(request);
        });
        return Boolean(sent?.agent ?? sent?.proxySettings);
    });
}

describe("proxyPolicy", () => {
    for (const [url, expected] of [
        ["https://graph.microsoft.com/beta", true],
        ["http://169.254.169.254/metadata/identity/oauth2/token", false],
        ["http://169.254.129.3:8081/msi/token", false],
        ["http://2852039166/metadata", false],
        ["http://[fe80::1]/metadata", false],
        ["http://[febf::1]:8080/metadata", false],
        ["http://[::ffff:169.254.169.254]/metadata", false],
        ["http://127.0.0.1:42356/msi/token", false],
        ["http://localhost:42356/msi/token", false],
        ["https://169.254.169.254.contoso.com/", true],
        ["https://169.253.169.254/", true],
        ["https://[fec0::1]/", true],
    ] as const) {
        it(`sends ${url} ${expected ? "through the proxy" : "past the proxy"}`, async () => {
            expect(await isProxied(url)).to.equal(expected);
        });
    }

    it("knows link-local addresses from names that look like them", () => {
        expect(["fe80.contoso.com", "169.254.1.1.test", "[fe80:1", ""].filter(isLinkLocalHost)).to.deep.equal([]);
    });
});
