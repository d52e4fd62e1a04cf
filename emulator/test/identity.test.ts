import { expect } from "chai";
import type { Cloud } from "../index.js";
import { devices, graphAudience, Harness, languageAudience } from "./harness.js";

describe("the token endpoint and tokens", () => {
    let at: Harness;
    beforeEach(async () => {
        at = await Harness.start();
        at.seed();
    });
    afterEach(() => at.emulator.close());

    const ask = (query: string, header?: string) => {
        const headers = { "X-IDENTITY-HEADER": header ?? at.emulator.identityHeader };
        return at.send("GET", `/msi/token?${query}`, { headers });
    };
    const list = (token: string) => at.send("GET", at.path(), { headers: { Authorization: `Bearer ${token}` } });

    it("answers as App Service does", async () => {
        const { status, json } = await ask(`resource=${languageAudience}&api-version=2019-08-01&client_id=x`);
        expect(status).to.equal(200);
        expect(json).to.include({ resource: languageAudience, token_type: "Bearer" });
        expect(json.expires_on).to.equal(String(Math.floor(at.clock.now / 1000) + 24 * 3600));
        expect((await list(json.access_token)).status).to.equal(200);
    });

    it("refuses a wrong header, a wrong version, an unknown resource and another method", async () => {
        expect((await ask(`resource=${languageAudience}&api-version=2019-08-01`, "wrong")).status).to.equal(401);
        expect(
            (await at.send("GET", `/msi/token?resource=${languageAudience}&api-version=2019-08-01`)).status,
        ).to.equal(401);
        expect((await ask(`resource=${languageAudience}&api-version=2017-09-01`)).status).to.equal(400);
        expect((await ask("resource=https://vault.azure.net&api-version=2019-08-01")).json.message).to.match(/vault/);
        expect((await ask("api-version=2019-08-01")).status).to.equal(400);
        expect((await at.send("POST", "/msi/token")).status).to.equal(405);
    });

    it("gives tokens for one audience each", async () => {
        const forGraph = await at.token(graphAudience);
        const forLanguage = await at.token(languageAudience);
        const refused = await list(forGraph);
        expect(refused.status).to.equal(401);
        expect(refused.json.error.message).to.include(languageAudience);
        expect(refused.headers.get("www-authenticate")).to.match(/^Bearer/);
        const other = await at.send("GET", devices, { headers: { Authorization: `Bearer ${forLanguage}` } });
        expect(other.status).to.equal(401);
        expect(other.json.error.code).to.equal("InvalidAuthenticationToken");
        expect(other.json.error.message).to.match(/Invalid audience/);
    });

    it("knows its own tokens only", async () => {
        const token = await at.token(languageAudience);
        const [header = "", payload = "", signature = ""] = token.split(".");
        const claims = JSON.parse(Buffer.from(payload, "base64url").toString());
        const forged = Buffer.from(JSON.stringify({ ...claims, aud: graphAudience })).toString("base64url");
        for (const wrong of [
            `${header}.${forged}.${signature}`,
            `${header}.${payload}`,
            "x",
            `${token}x`,
            `${token}.x`,
        ]) {
            expect((await list(wrong)).status, wrong).to.equal(401);
        }
        const other = await Harness.start();
        expect((await list(await other.token(languageAudience))).status).to.equal(401);
        await other.emulator.close();
        expect((await at.send("GET", at.path(), { headers: { Authorization: "Basic x" } })).status).to.equal(401);
        expect((await at.send("GET", devices, { headers: { Authorization: "Basic x" } })).status).to.equal(401);
    });

    it("says in tokens what the option tokenClaims says, but never for whom they are", async () => {
        at.options({ tokenClaims: { roles: ["Reader"], tid: "t", aud: graphAudience, exp: "never" } });
        const token = await at.token(languageAudience);
        const claims = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
        expect(claims).to.deep.include({ roles: ["Reader"], tid: "t", aud: languageAudience });
        expect((await list(token)).status).to.equal(200);
        for (const tokenClaims of [{ tid: 5 }, { roles: [{}] }, []]) {
            expect(() => at.options({ tokenClaims } as never)).to.throw(/tokenClaims/);
        }
    });

    it("lets tokens expire by the option tokenLifetimeMs", async () => {
        at.options({ tokenLifetimeMs: 90_000 });
        const forLanguage = await at.token(languageAudience);
        const forGraph = await at.token(graphAudience);
        at.clock.now += 89_999;
        expect((await list(forLanguage)).status).to.equal(200);
        at.clock.now += 1;
        expect((await list(forLanguage)).json.error.message).to.match(/has expired/);
        const refused = await at.send("GET", devices, { headers: { Authorization: `Bearer ${forGraph}` } });
        expect(refused.json.error.message).to.match(/expired/);
    });

    const clouds: [Cloud, string, string][] = [
        ["public", "https://cognitiveservices.azure.com", "https://graph.microsoft.com"],
        ["usgovernment", "https://cognitiveservices.azure.us", "https://graph.microsoft.us"],
        ["usgovernmentdod", "https://cognitiveservices.azure.us", "https://dod-graph.microsoft.us"],
        ["china", "https://cognitiveservices.azure.cn", "https://microsoftgraph.chinacloudapi.cn"],
    ];
    for (const [cloud, language, graph] of clouds) {
        it(`takes the audiences of the cloud ${cloud} alone`, async () => {
            at.options({ cloud });
            for (const [, candidate, candidateGraph] of clouds) {
                const { status } = await list(await at.token(candidate));
                expect(status, candidate).to.equal(candidate === language ? 200 : 401);
                const headers = { Authorization: `Bearer ${await at.token(candidateGraph)}` };
                const seen = await at.send("GET", devices, { headers });
                expect(seen.status, candidateGraph).to.equal(candidateGraph === graph ? 200 : 401);
            }
        });
    }

    it("takes a resource with a slash at its end for the same audience", async () => {
        expect((await list(await at.token(`${languageAudience}/`))).status).to.equal(200);
    });
});
