import { expect } from "chai";
import type { FaultAction } from "../index.js";
import { deviceId, devices, graphAudience, Harness, languageAudience } from "./harness.js";

const device = `${devices}/${deviceId}`;
const account = { userPrincipalName: "room@contoso.com" };

describe("faults", () => {
    let at: Harness;
    let waited: number[];
    beforeEach(async () => {
        waited = [];
        at = await Harness.start({
            sleep: async (durationInMs) => {
                waited.push(durationInMs);
            },
        });
        at.seed(["One"]);
        await Promise.all([languageAudience, graphAudience].map((audience) => at.token(audience)));
    });
    afterEach(() => at.emulator.close());

    const list = () => at.language("GET", at.path());
    const bind = () => at.graph("POST", `${device}/assignResourceAccountToDevice`, { body: account });
    const isBound = () => at.emulator.state().devices[deviceId]?.resourceAccount !== null;
    const lastStatus = () => [...at.emulator.state().requests].pop()?.status;
    describe("choose their requests", () => {
        it("by method and by a regular expression on path and query", async () => {
            at.faults(
                { match: { method: "post" }, action: { status: 500 } },
                { match: { path: "resources\\?api-version=2022-10-01-preview$" }, action: { status: 503 } },
            );
            expect((await list()).status).to.equal(503);
            expect((await at.assign(["Two"])).status).to.equal(500);
            expect((await list()).status).to.equal(200);
        });

        it("so many times, once by default, in the order of the list", async () => {
            at.faults({ action: { status: 500 } }, { times: 2, action: { status: 502 } });
            const statuses = [await list(), await list(), await list(), await list()].map(({ status }) => status);
            expect(statuses).to.deep.equal([500, 502, 502, 200]);
        });

        it("and pass by those on which they cannot act, without counting down", async () => {
            at.faults(
                { action: { jobStatus: "failed" } },
                { action: { operationLocation: null } },
                { action: { nextLink: "http://127.0.0.1:1/" } },
                { action: { bom: true } },
            );
            await bind();
            expect(at.emulator.faults()).to.have.length(4);
            const token = `/msi/token?resource=${languageAudience}&api-version=2019-08-01`;
            const headers = { "X-IDENTITY-HEADER": at.emulator.identityHeader };
            await at.send("GET", token, { headers });
            expect(at.emulator.faults().map(({ action }) => Object.keys(action)[0])).to.deep.equal([
                "jobStatus",
                "operationLocation",
                "nextLink",
            ]);
            // An assign that is refused starts no job.
            await at.language("POST", at.path("/:assign"), { body: {} });
            expect(at.emulator.faults()).to.have.length(3);
        });

        it("also at the token endpoint and on paths that are none", async () => {
            at.faults(
                { match: { path: "^/msi/token" }, action: { status: 500 } },
                { match: { path: "nowhere" }, action: { status: 418 } },
            );
            const seen = await at.send("GET", "/msi/token");
            expect(seen.status).to.equal(500);
            expect(seen.json).to.include({ statusCode: 500 });
            expect((await at.send("GET", "/nowhere")).status).to.equal(418);
        });
    });

    describe("with a status", () => {
        it("answer before any effect, with the service's own error", async () => {
            at.faults({
                match: { method: "POST" },
                times: 2,
                action: { status: 429, headers: { "Retry-After": "7" } },
            });
            const language = await at.assign(["Two"]);
            expect(language.status).to.equal(429);
            expect(language.headers.get("retry-after")).to.equal("7");
            expect(language.json.error.code).to.equal("TooManyRequests");
            const graph = await bind();
            expect(graph.json.error.code).to.equal("TooManyRequests");
            expect(graph.json.error.innerError).to.have.property("request-id");
            expect([at.members(), isBound()]).to.deep.equal([["One"], false]);
            expect(lastStatus()).to.equal(429);
        });

        it("keep an odd status and take any body and headers", async () => {
            const actions: [FaultAction, string, string | null][] = [
                [{ status: 502, body: "<html>" }, "<html>", "text/plain; charset=utf-8"],
                [{ status: 502, body: "" }, "", "text/plain; charset=utf-8"],
                [{ status: 502, body: { a: [1] } }, '{"a":[1]}', "application/json; charset=utf-8"],
                [{ status: 502, body: null }, "null", "application/json; charset=utf-8"],
                [{ status: 502, body: "x", headers: { "content-type": "image/png" } }, "x", "image/png"],
                [{ status: 599, body: "x", headers: { "Content-Type": null } }, "x", null],
                [{ status: 204 }, "", null],
            ];
            for (const [action, text, type] of actions) {
                at.faults({ action });
                const seen = await list();
                expect([seen.status, seen.text, seen.headers.get("content-type")]).to.deep.equal([
                    action.status,
                    text,
                    type,
                ]);
            }
        });

        it("redirect", async () => {
            at.faults({ action: { status: 307, headers: { Location: "http://127.0.0.1:1/away" } } });
            const seen = await list();
            expect([seen.status, seen.headers.get("location")]).to.deep.equal([307, "http://127.0.0.1:1/away"]);
        });

        it("strike callers before they are known", async () => {
            at.faults({ action: { status: 401 } });
            expect((await list()).json.error.code).to.equal("Unauthorized");
        });
    });

    it("with delayMs wait, and then go on as usual or as the fault says", async () => {
        at.faults({ action: { delayMs: 50 } }, { action: { delayMs: 70, status: 500 } });
        expect((await at.assign(["Two"])).status).to.equal(202);
        expect((await list()).status).to.equal(500);
        expect(waited).to.deep.equal([50, 70]);
        expect(at.members()).to.deep.equal(["One", "Two"]);
    });

    it("with delayMs let the effect meet what is true after the wait", async () => {
        await at.emulator.close();
        at = await Harness.start({ sleep: async () => void at.emulator.putState({}) });
        at.seed(["One"]);
        await at.token(languageAudience);
        at.faults({ action: { delayMs: 1 } });
        expect((await list()).status).to.equal(404);
    });

    it("with text answer 200 with what is not JSON, after the effect", async () => {
        at.faults(
            { match: { method: "POST" }, times: 2, action: { text: "<html>Sign in</html>" } },
            { action: { text: "" } },
        );
        const accepted = await at.assign(["Two"]);
        expect([accepted.status, accepted.text]).to.deep.equal([200, "<html>Sign in</html>"]);
        expect(accepted.headers.get("content-type")).to.match(/text\/html/);
        expect(accepted.headers.has("operation-location")).to.equal(false);
        expect((await bind()).status).to.equal(200);
        expect([at.members(), isBound()]).to.deep.equal([["One", "Two"], true]);
        expect((await list()).text).to.equal("");
    });

    it("with bom put a byte order mark before the usual body", async () => {
        at.faults({ action: { bom: true } });
        const response = await fetch(`${at.emulator.url}${at.path()}`, {
            headers: { "Ocp-Apim-Subscription-Key": at.emulator.languageKey },
        });
        const bytes = Buffer.from(await response.arrayBuffer());
        expect([...bytes.subarray(0, 4)]).to.deep.equal([0xef, 0xbb, 0xbf, "{".charCodeAt(0)]);
        expect(JSON.parse(bytes.subarray(3).toString()).value).to.have.length(1);
    });

    it("with operationLocation send any address, or none, after the effect", async () => {
        const addresses = ["/language/relative", "not a url", "http://127.0.0.1:1/x/jobs/1"];
        at.faults(...[...addresses, null].map((operationLocation) => ({ action: { operationLocation } })));
        for (const address of [...addresses, null]) {
            const accepted = await at.assign(["Two"]);
            expect([accepted.status, accepted.headers.get("operation-location")]).to.deep.equal([202, address]);
        }
        expect(at.members()).to.deep.equal(["One", "Two"]);
    });

    it("with nextLink show any next page, of both lists", async () => {
        at.faults({ times: 2, action: { nextLink: "http://127.0.0.1:1/next" } });
        expect((await list()).json.nextLink).to.equal("http://127.0.0.1:1/next");
        expect((await at.graph("GET", devices)).json["@odata.nextLink"]).to.equal("http://127.0.0.1:1/next");
        expect((await list()).json.nextLink).to.equal(null);
    });

    it("with headers alone change the headers of the usual answer, after the effect", async () => {
        at.faults({ action: { headers: { "operation-location": null, "Retry-After": "9", "x-more": "1" } } });
        const accepted = await at.assign(["Two"]);
        expect(accepted.status).to.equal(202);
        expect(accepted.headers.has("operation-location")).to.equal(false);
        expect([accepted.headers.get("retry-after"), accepted.headers.get("x-more")]).to.deep.equal(["9", "1"]);
        expect(at.members()).to.deep.equal(["One", "Two"]);
    });
});
