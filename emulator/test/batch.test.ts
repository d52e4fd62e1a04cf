import { expect } from "chai";
import { deviceId, devices, Harness } from "./harness.js";

const account = { userPrincipalName: "room@contoso.com" };
const relative = "/deviceManagement/windowsAutopilotDeviceIdentities";
const json = { "Content-Type": "application/json" };
const assign = {
    method: "POST",
    url: `${relative}/${deviceId}/assignResourceAccountToDevice`,
    headers: json,
    body: account,
};
const unassign = { method: "POST", url: `${relative}/${deviceId}/unassignResourceAccountFromDevice` };
const get = { method: "GET", url: `${relative}/${deviceId}` };

describe("$batch", () => {
    let at: Harness;
    beforeEach(async () => {
        at = await Harness.start();
        at.seed();
    });
    afterEach(() => at.emulator.close());

    const post = (...requests: unknown[]) => at.graph("POST", "/beta/$batch", { body: { requests } });

    it("gives each request its own status, headers and body", async () => {
        const missing = { ...get, url: `${relative}/99999999-9999-4999-8999-999999999999` };
        const seen = await post(
            { id: "1", ...assign },
            { id: "2", ...get },
            { id: "3", ...missing },
            { id: "4", method: "get", url: "users" },
        );
        expect(seen.status).to.equal(200);
        const { responses } = seen.json;
        expect(responses.map(({ id, status }: never) => [id, status])).to.deep.equal([
            ["1", 204],
            ["2", 200],
            ["3", 404],
            ["4", 404],
        ]);
        expect(responses[0]).to.not.have.property("body");
        expect(responses[1].body.userPrincipalName).to.equal(account.userPrincipalName);
        expect(responses[1].headers["Content-Type"]).to.match(/^application\/json/);
        expect(JSON.parse(responses[2].body.error.message).Message).to.include("Operation ID");
        expect(responses[2].headers["request-id"]).to.equal(responses[2].body.error.innerError["request-id"]);
        expect(at.emulator.state().devices[deviceId]?.resourceAccount).to.deep.equal(account);
    });

    it("lists the outer request and, marked, the inner ones", async () => {
        await at.graph("GET", devices);
        const before = at.emulator.state().requests.length;
        await post({ id: "1", ...assign }, { id: "2", ...get });
        const listed = at.emulator
            .state()
            .requests.slice(before)
            .map(({ at: _, ...rest }) => rest);
        expect(listed).to.deep.equal([
            { method: "POST", path: "/beta/$batch", status: 200 },
            { method: "POST", path: `/beta${assign.url}`, status: 204, batch: true },
            { method: "GET", path: `/beta${get.url}`, status: 200, batch: true },
        ]);
    });

    it("holds 1 to 20 requests", async () => {
        const many = (count: number) => Array.from({ length: count }, (_, index) => ({ id: String(index), ...get }));
        expect((await post(...many(20))).json.responses).to.have.length(20);
        expect((await post(...many(21))).json.error.message).to.match(/1 to 20 requests, not 21/);
        expect((await post()).status).to.equal(400);
    });

    const bad: [string, unknown][] = [
        ["no list", { request: [] }],
        ["an item without id", { requests: [get] }],
        [
            "an id twice",
            {
                requests: [
                    { id: "1", ...get },
                    { id: "1", ...get },
                ],
            },
        ],
        [
            "dependsOn",
            {
                requests: [
                    { id: "1", ...get },
                    { id: "2", ...get, dependsOn: ["1"] },
                ],
            },
        ],
        ["an unknown field", { requests: [{ id: "1", ...get, path: "x" }] }],
        ["an unknown method", { requests: [{ id: "1", ...get, method: "LIST" }] }],
        ["no url", { requests: [{ id: "1", method: "GET" }] }],
        ["a body without Content-Type", { requests: [{ id: "1", ...assign, headers: {} }] }],
        ["a header that is no string", { requests: [{ id: "1", ...get, headers: { a: 1 } }] }],
        ["no JSON", "{"],
    ];
    for (const [title, body] of bad) {
        it(`refuses ${title} with 400 as a whole`, async () => {
            const seen = await at.graph("POST", "/beta/$batch", { body });
            expect(seen.status).to.equal(400);
            expect(seen.json.error.code).to.equal("BadRequest");
            expect(at.emulator.state().requests.filter((request) => request.batch)).to.deep.equal([]);
        });
    }

    it("takes the outer request's token for all, and no other", async () => {
        expect((await at.send("POST", "/beta/$batch", { body: { requests: [{ id: "1", ...get }] } })).status).to.equal(
            401,
        );
        const seen = await post({ id: "1", ...get, headers: { Authorization: "Bearer wrong" } });
        expect(seen.json.responses[0].status).to.equal(200);
    });

    it("refuses a batch within a batch", async () => {
        const seen = await post({ id: "1", method: "POST", url: "/$batch", headers: json, body: { requests: [] } });
        expect(seen.json.responses[0].status).to.equal(404);
    });

    it("is refused by the option batch", async () => {
        at.options({ batch: false });
        expect((await post({ id: "1", ...get })).status).to.equal(404);
    });

    it("answers in another order by the option batchOrder", async () => {
        at.options({ batchOrder: "reversed" });
        const { responses } = (await post({ id: "1", ...assign }, { id: "2", ...get })).json;
        expect(responses.map(({ id }: never) => id)).to.deep.equal(["2", "1"]);
    });

    it("counts each write against graphWritesPer20s", async () => {
        at.options({ graphWritesPer20s: 1 });
        const { responses } = (await post({ id: "1", ...assign }, { id: "2", ...unassign }, { id: "3", ...get })).json;
        expect(responses.map(({ status }: never) => status)).to.deep.equal([204, 429, 200]);
    });

    it("lets faults strike inner requests by their own path", async () => {
        at.faults(
            { match: { path: "^/beta/deviceManagement" }, action: { reset: "before" } },
            {
                match: { method: "POST", path: "assignResource" },
                action: { status: 429, headers: { "Retry-After": "2" } },
            },
            { match: { path: `^/beta${relative}/[^/]+$` }, action: { text: "<html>" } },
        );
        const seen = await post({ id: "1", ...assign }, { id: "2", ...get }, { id: "3", ...get });
        const [first, second, third] = seen.json.responses;
        expect(first.status).to.equal(429);
        expect(first.headers["Retry-After"]).to.equal("2");
        expect(first.body.error.code).to.equal("TooManyRequests");
        expect([second.status, second.body]).to.deep.equal([200, "<html>"]);
        expect(third.status).to.equal(200);
        expect(at.emulator.state().devices[deviceId]?.resourceAccount).to.equal(null);
        // A fault of the connection cannot strike one request of a batch, so it still waits.
        expect(at.emulator.faults().map(({ action }) => action)).to.deep.equal([{ reset: "before" }]);
    });
});
