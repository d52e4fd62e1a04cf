import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { expect } from "chai";
import { startEmulator } from "../index.js";
import { Harness, languageAudience } from "./harness.js";

describe("startEmulator", () => {
    it("listens on loopback, with the port and the secrets it is given", async () => {
        const first = await startEmulator({ identityHeader: "h", languageKey: "k" });
        const { port } = new URL(first.url);
        await first.close();
        const second = await startEmulator({ port: Number(port), identityHeader: "h", languageKey: "k" });
        expect(second).to.include({
            url: first.url,
            identityEndpoint: `${first.url}/msi/token`,
            identityHeader: "h",
            languageKey: "k",
        });
        const refused = await startEmulator({ port: Number(port) }).catch((error) => error.code);
        expect(refused).to.equal("EADDRINUSE");
        await second.close();
    });

    it("makes up secrets of its own, and a restarted one knows no token of the first", async () => {
        const [first, second] = [await Harness.start(), await Harness.start()];
        expect(first.emulator.identityHeader).to.not.equal(second.emulator.identityHeader);
        expect(first.emulator.languageKey).to.not.equal(second.emulator.languageKey);
        await Promise.all([first.emulator.close(), second.emulator.close()]);
    });

    it("drops connections that hang when it closes", async () => {
        const at = await Harness.start();
        at.faults({ action: { hang: "before" } });
        const hanging = at.send("GET", "/").catch(() => "dropped");
        while (at.emulator.state().requests.length === 0) {
            await new Promise((resolve) => setImmediate(resolve));
        }
        await at.emulator.close();
        expect(await hanging).to.equal("dropped");
    });

    it("refuses a body that is far too long", async () => {
        const at = await Harness.start();
        const { status } = await at.send("POST", "/beta/x", { body: " ".repeat(17 * 1024 * 1024) });
        expect(status).to.equal(413);
        await at.emulator.close();
    });

    it("survives a caller that leaves early", async () => {
        const at = await Harness.start();
        at.seed(["One"]);
        at.faults({ match: { path: "resources" }, action: { delayMs: 20 } });
        await at.token(languageAudience);
        const aborted = await at.language("GET", at.path(), { signal: AbortSignal.timeout(5) }).catch(() => "aborted");
        expect(aborted).to.equal("aborted");
        expect((await at.language("GET", at.path())).status).to.equal(200);
        await at.emulator.close();
    });

    it("serves a caller that takes it for a proxy", async () => {
        const at = await Harness.start();
        const { hostname, port } = new URL(at.emulator.url);
        const sent = request({ hostname, port, path: "http://contoso.example/_emulator/state" }).end();
        const [response] = (await once(sent, "response")) as [IncomingMessage];
        expect(response.statusCode).to.equal(200);
        response.resume();
        await at.emulator.close();
    });
});
