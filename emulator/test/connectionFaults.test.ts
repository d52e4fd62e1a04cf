import { connect } from "node:net";
import { expect } from "chai";
import type { FaultAction } from "../index.js";
import { arm, deviceId, devices, graphAudience, Harness, languageAudience } from "./harness.js";

const device = `${devices}/${deviceId}`;
const account = { userPrincipalName: "room@contoso.com" };

describe("faults of the connection", () => {
    let at: Harness;
    beforeEach(async () => {
        at = await Harness.start();
        at.seed(["One"]);
        await Promise.all([languageAudience, graphAudience].map((audience) => at.token(audience)));
    });
    afterEach(() => at.emulator.close());

    const list = () => at.language("GET", at.path());
    const bind = () => at.graph("POST", `${device}/assignResourceAccountToDevice`, { body: account });
    const isBound = () => at.emulator.state().devices[deviceId]?.resourceAccount !== null;
    const lastStatus = () => [...at.emulator.state().requests].pop()?.status;
    const failure = async (request: Promise<unknown>): Promise<string> => {
        try {
            await request;
        } catch (error) {
            const { message, cause } = error as Error & { cause?: { code?: string } };
            return `${message} ${cause?.code ?? ""}`;
        }
        throw new Error("the request did not fail");
    };

    /** Sends a request over a bare socket and returns what came, and how it ended. */
    async function raw(
        method: string,
        path: string,
        audience: string,
        body = "",
    ): Promise<{ text: string; end: string }> {
        const { hostname, port } = new URL(at.emulator.url);
        const socket = connect(Number(port), hostname);
        const result = { text: "", end: "closed" };
        socket.on("data", (chunk) => (result.text += chunk));
        socket.on("error", (error: NodeJS.ErrnoException) => (result.end = error.code ?? "error"));
        const head = [
            `${method} ${path} HTTP/1.1`,
            "Host: 127.0.0.1",
            `Authorization: Bearer ${await at.token(audience)}`,
            "Content-Type: application/json",
            `Content-Length: ${body.length}`,
        ];
        socket.write(`${head.join("\r\n")}\r\n\r\n${body}`);
        await new Promise((resolve) => socket.once("close", resolve));
        return result;
    }

    it("reset before the effect", async () => {
        at.faults({ match: { method: "POST" }, times: 2, action: { reset: "before" } });
        expect(await failure(at.assign(["Two"]))).to.match(/fetch failed/);
        expect(await failure(bind())).to.match(/fetch failed/);
        expect([at.members(), isBound(), lastStatus()]).to.deep.equal([["One"], false, 0]);
    });

    it("reset after the effect", async () => {
        at.faults({ match: { method: "POST" }, times: 2, action: { reset: "after" } });
        expect(await failure(at.assign(["Two"]))).to.match(/fetch failed/);
        expect(await failure(bind())).to.match(/fetch failed/);
        expect([at.members(), isBound(), lastStatus()]).to.deep.equal([["One", "Two"], true, 0]);
    });

    for (const reset of ["headers", "body"] as const) {
        it(`reset in the answer (${reset}), after the effect, whether or not it has a body`, async () => {
            at.faults({ times: 3, action: { reset } });
            expect(await failure(list())).to.match(/terminated|fetch failed/);
            expect(await failure(at.assign(["Two"]))).to.match(/terminated|fetch failed/);
            expect(await failure(bind())).to.match(/fetch failed/);
            expect([at.members(), isBound()]).to.deep.equal([["One", "Two"], true]);
            expect(at.emulator.faults()).to.deep.equal([]);
        });
    }

    it("reset sends a part of the answer first", async () => {
        at.faults({ action: { reset: "body" } }, { action: { reset: "headers" } });
        const body = await raw("GET", at.path(), languageAudience);
        expect(body.text).to.match(/^HTTP\/1\.1 200 OK\r\n[\s\S]*\r\n\r\n\{"value"/);
        expect(body.end).to.equal("ECONNRESET");
        const headers = await raw("GET", at.path(), languageAudience);
        expect(headers.text).to.match(/^HTTP\/1\.1 200 OK\r\n[\s\S]*\r\n\r\n$/);
        expect(headers.end).to.equal("ECONNRESET");
    });

    it("truncate: the answer ends in its middle, after the effect", async () => {
        at.faults({ times: 3, action: { truncate: true } });
        const { text, end } = await raw("GET", at.path(), languageAudience);
        const [head = "", body = ""] = text.split("\r\n\r\n");
        expect(end).to.equal("closed");
        expect(body).to.match(/^\{"value"/);
        expect(body.length).to.be.lessThan(Number(/content-length: (\d+)/i.exec(head)?.[1]));
        expect(await failure(at.assign(["Two"]))).to.match(/terminated|fetch failed/);
        expect(await failure(bind())).to.match(/fetch failed/);
        expect([at.members(), isBound()]).to.deep.equal([["One", "Two"], true]);
    });

    it("hang before the effect, after it, or in the body, until the caller gives up", async () => {
        const steps: [FaultAction["hang"], boolean][] = [
            ["before", false],
            ["after", true],
            ["body", true],
        ];
        for (const [hang, hasEffect] of steps) {
            at.seed(["One"]);
            at.faults({ action: { hang } }, { action: { hang } });
            const body = JSON.stringify({
                resourcesMetadata: [{ azureResourceId: arm("Two"), customDomain: "two", region: "x" }],
            });
            for (const request of [
                raw("POST", at.path("/:assign"), languageAudience, body),
                raw("POST", `${device}/assignResourceAccountToDevice`, graphAudience, JSON.stringify(account)),
            ]) {
                const outcome = await Promise.race([
                    request,
                    new Promise((resolve) => setTimeout(resolve, 25, "hangs")),
                ]);
                expect(outcome, hang).to.equal("hangs");
            }
            expect([at.members().length, isBound()], hang).to.deep.equal(hasEffect ? [2, true] : [1, false]);
        }
    });

    it("send an answer of so many bytes, filled up or cut, after the effect", async () => {
        at.faults({ action: { bodyBytes: 300_000 } }, { action: { bodyBytes: 10 } }, { action: { bodyBytes: 0 } });
        const long = await list();
        expect(long.text.length).to.equal(300_000);
        expect(long.json.value).to.have.length(1);
        expect((await list()).text).to.equal('{"value":[');
        expect((await list()).text).to.equal("");
        at.faults({ match: { method: "POST" }, times: 2, action: { bodyBytes: 100_000 } });
        const accepted = await at.assign(["Two"]);
        expect([accepted.status, accepted.text.length]).to.deep.equal([202, 100_000]);
        expect(accepted.headers.has("operation-location")).to.equal(true);
        expect((await bind()).text.length).to.equal(100_000);
        expect(isBound()).to.equal(true);
    });
});
