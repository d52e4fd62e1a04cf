import { expect } from "chai";
import { deviceId, devices, Harness } from "./harness.js";

const account = { userPrincipalName: "room@contoso.com", addressableUserName: "Room", resourceAccountName: "Room One" };
const other = { userPrincipalName: "hall@contoso.com" };
const device = `${devices}/${deviceId}`;

describe("the Graph routes", () => {
    let at: Harness;
    beforeEach(async () => {
        at = await Harness.start();
        at.seed();
    });
    afterEach(() => at.emulator.close());

    const bind = (body: unknown = account) => at.graph("POST", `${device}/assignResourceAccountToDevice`, { body });
    const unbind = () => at.graph("POST", `${device}/unassignResourceAccountFromDevice`);
    const bound = () => at.emulator.state().devices[deviceId]?.resourceAccount;
    const shown = async () => {
        const { json } = await at.graph("GET", device);
        return [json.userPrincipalName, json.addressableUserName, json.resourceName];
    };
    const message = (seen: Awaited<ReturnType<typeof unbind>>) => JSON.parse(seen.json.error.message).Message;

    it("binds and unbinds an account, and finds the device in any letter case", async () => {
        const seen = await at.graph("POST", `${devices}/${deviceId.toLowerCase()}/assignResourceAccountToDevice`, {
            body: account,
        });
        expect([seen.status, seen.text]).to.deep.equal([204, ""]);
        expect(bound()).to.deep.equal(account);
        expect(await shown()).to.deep.equal(["room@contoso.com", "Room", "Room One"]);
        expect((await unbind()).status).to.equal(204);
        expect(bound()).to.equal(null);
        expect(await shown()).to.deep.equal(["", "", ""]);
    });

    it("takes the name of an action with its namespace", async () => {
        const path = `${device}/microsoft.graph.assignResourceAccountToDevice`;
        expect((await at.graph("POST", path, { body: other })).status).to.equal(204);
        expect(await shown()).to.deep.equal(["hall@contoso.com", "", "hall@contoso.com"]);
    });

    it("shows a device with what was seeded and Graph's own defaults", async () => {
        const properties = {
            serialNumber: "S",
            displayName: "Room 1",
            deviceAccountPassword: "secret",
            groupTag: null,
        };
        at.emulator.putState({ devices: { [deviceId]: properties } });
        const { json, headers } = await at.graph("GET", device);
        expect(json).to.include({ id: deviceId, ...properties, enrollmentState: "notContacted", model: "" });
        expect(json["@odata.context"]).to.include(
            "$metadata#deviceManagement/windowsAutopilotDeviceIdentities/$entity",
        );
        expect(headers.get("request-id")).to.match(/^[0-9a-f-]{36}$/);
    });

    it("wraps the entity by the option wrapEntity", async () => {
        at.options({ wrapEntity: true });
        const { json } = await at.graph("GET", device);
        expect(Object.keys(json)).to.deep.equal(["value"]);
        expect(json.value.id).to.equal(deviceId);
    });

    it("shows the properties that $select names", async () => {
        const { json } = await at.graph("GET", `${device}?$select=serialNumber,model`);
        expect(json).to.have.keys("@odata.context", "id", "serialNumber", "model");
    });

    describe("where the account shows", () => {
        it("is over a user binding, which shows again afterwards", async () => {
            const userBinding = { userPrincipalName: "alice@contoso.com", addressableUserName: "Alice" };
            at.emulator.putState({ devices: { [deviceId]: { userBinding } } });
            expect(await shown()).to.deep.equal(["alice@contoso.com", "Alice", ""]);
            await bind();
            expect(await shown()).to.deep.equal(["room@contoso.com", "Room", "Room One"]);
            await unbind();
            expect(await shown()).to.deep.equal(["alice@contoso.com", "Alice", ""]);
        });

        it("is nowhere with accountVisible false, though it is bound", async () => {
            at.options({ accountVisible: false });
            await bind();
            expect(await shown()).to.deep.equal(["", "", ""]);
            expect(bound()).to.deep.equal(account);
        });

        it("is the truth of some milliseconds ago with accountVisible a number", async () => {
            at.options({ accountVisible: 300 });
            await bind();
            at.clock.now += 299;
            expect((await shown())[0]).to.equal("");
            at.clock.now += 1;
            expect((await shown())[0]).to.equal("room@contoso.com");
            await unbind();
            at.clock.now += 299;
            expect((await shown())[0]).to.equal("room@contoso.com");
            at.clock.now += 1;
            expect((await shown())[0]).to.equal("");
        });

        it("is in deviceAccountUpn where the option visibleIn says so", async () => {
            const shownUpn = async () => (await at.graph("GET", device)).json.deviceAccountUpn;
            at.emulator.putState({
                devices: { [deviceId]: { resourceAccount: account, deviceAccountUpn: "hub@c.com" } },
            });
            expect(await shownUpn(), "as seeded").to.equal("hub@c.com");
            at.options({ visibleIn: ["deviceAccountUpn"] });
            expect(await shownUpn()).to.equal("room@contoso.com");
            expect(await shown()).to.deep.equal(["", "", ""]);
            await unbind();
            expect(await shownUpn(), "afterwards").to.equal("hub@c.com");
        });

        it("is not in the userPrincipalName of a list, unless by the option listedUpn", async () => {
            const userBinding = { userPrincipalName: "alice@contoso.com", addressableUserName: "Alice" };
            const unbound = deviceId.replace("0D", "1D");
            at.emulator.putState({ devices: { [deviceId]: { resourceAccount: account }, [unbound]: { userBinding } } });
            const listed = async () => {
                const { json } = await at.graph("GET", devices);
                return json.value.map((one: Record<string, string>) => [
                    one.userPrincipalName,
                    one.addressableUserName,
                ]);
            };
            expect(await listed()).to.deep.equal([
                ["", "Room"],
                ["", "Alice"],
            ]);
            expect((await shown())[0]).to.equal("room@contoso.com");
            at.options({ listedUpn: "shown" });
            expect(await listed()).to.deep.equal([
                ["room@contoso.com", "Room"],
                ["alice@contoso.com", "Alice"],
            ]);
        });

        it("is in the properties of the option visibleIn", async () => {
            at.options({ visibleIn: ["resourceName"] });
            await bind();
            expect(await shown()).to.deep.equal(["", "", "Room One"]);
        });
    });

    describe("what Graph leaves undocumented", () => {
        it("binds the same account again: ok, or 409", async () => {
            await bind();
            expect((await bind()).status).to.equal(204);
            at.options({ assignExisting: "fail" });
            const refused = await bind({ ...account, userPrincipalName: "ROOM@contoso.com" });
            expect(refused.status).to.equal(409);
            expect((await bind(other)).status).to.equal(204);
        });

        it("binds over another account: ok, or 409", async () => {
            await bind();
            expect((await bind(other)).status).to.equal(204);
            expect(bound()).to.deep.equal(other);
            at.options({ assignOverExisting: "conflict" });
            const refused = await bind();
            expect(refused.status).to.equal(409);
            expect(message(refused)).to.match(/Another resource account/);
            expect(bound()).to.deep.equal(other);
            expect((await bind(other)).status).to.equal(204);
        });

        it("unbinds where none is bound: ok, or 400", async () => {
            expect((await unbind()).status).to.equal(204);
            at.options({ unassignMissing: "fail" });
            expect((await unbind()).status).to.equal(400);
            await bind();
            expect((await unbind()).status).to.equal(204);
        });
    });

    describe("refuses", () => {
        it("an unknown device with 404 and a message that is JSON in a string", async () => {
            const id = "99999999-9999-4999-8999-999999999999";
            const headers = { "client-request-id": "mine" };
            for (const [method, path] of [
                ["GET", id],
                ["POST", `${id}/unassignResourceAccountFromDevice`],
            ]) {
                const seen = await at.graph(method ?? "", `${devices}/${path}`, { headers });
                expect(seen.status).to.equal(404);
                expect(seen.json.error.code).to.equal("ResourceNotFound");
                expect(message(seen)).to.match(
                    /was not found\. - Operation ID \(for customer support\): [0-9a-f-]{36} - Activity ID: [0-9a-f-]{36}/,
                );
                const { innerError } = seen.json.error;
                expect(innerError.date).to.equal("2025-01-02T03:04:05");
                expect(innerError["client-request-id"]).to.equal("mine");
                expect(innerError["request-id"]).to.equal(seen.headers.get("request-id"));
                expect(seen.headers.get("client-request-id")).to.equal("mine");
            }
        });

        const bodies: [string, unknown][] = [
            ["no JSON", "{"],
            ["a list", []],
            ["no userPrincipalName", { addressableUserName: "Room" }],
            ["an empty userPrincipalName", { userPrincipalName: "" }],
            ["what is no UPN", { userPrincipalName: "room" }],
            ["a number", { ...account, addressableUserName: 1 }],
            ["null", { ...account, resourceAccountName: null }],
            ["an unknown field", { ...account, userName: "x" }],
        ];
        for (const [title, body] of bodies) {
            it(`an assign body with ${title}`, async () => {
                const seen = await bind(body);
                expect(seen.status).to.equal(400);
                expect(seen.json.error.code).to.equal("BadRequest");
                expect(message(seen)).to.include("Activity ID");
                expect(bound()).to.equal(null);
            });
        }

        it("a body that does not say it is JSON, and any body of unassign", async () => {
            const path = `${device}/assignResourceAccountToDevice`;
            const headers = { "Content-Type": "text/plain" };
            expect((await at.graph("POST", path, { body: account, headers })).status).to.equal(400);
            const unassign = `${device}/unassignResourceAccountFromDevice`;
            expect((await at.graph("POST", unassign, { body: {} })).status).to.equal(400);
        });

        it("a caller without a token, and a key", async () => {
            const headers = { "Ocp-Apim-Subscription-Key": at.emulator.languageKey };
            for (const sent of [{}, { headers }]) {
                const seen = await at.send("GET", device, sent);
                expect(seen.status).to.equal(401);
                expect(seen.json.error).to.include({
                    code: "InvalidAuthenticationToken",
                    message: "Access token is empty.",
                });
            }
        });

        it("unknown routes with 404, v1.0 among them, and wrong methods with 405", async () => {
            const unknown = [
                device.replace("/beta", "/v1.0"),
                "/beta",
                "/beta/users",
                `${device}/wipe`,
                `${device}/a/b`,
            ];
            for (const path of unknown) {
                expect((await at.graph("GET", path)).status, path).to.equal(404);
            }
            for (const [method, path] of [
                ["POST", device],
                ["POST", devices],
                ["GET", `${device}/assignResourceAccountToDevice`],
                ["GET", "/beta/$batch"],
            ]) {
                expect((await at.graph(method ?? "", path ?? "")).status, path).to.equal(405);
            }
        });
    });

    describe("the list", () => {
        const id = (digit: number) => `0000000${digit}-0000-4000-8000-000000000000`;
        const serials = ["AB-1", "AB-12", "CD-1", "o'Neil", "ab-3"];
        beforeEach(() => {
            at.emulator.putState({
                devices: Object.fromEntries(serials.map((serialNumber, index) => [id(index), { serialNumber }])),
            });
        });
        const find = async (text: string) => {
            const { json } = await at.graph(
                "GET",
                `${devices}?$filter=${encodeURIComponent(`contains(serialNumber,'${text}')`)}`,
            );
            return json.value.map((item: { serialNumber: string }) => item.serialNumber);
        };

        it("is filtered by what a serial number contains", async () => {
            expect(await find("AB-1")).to.deep.equal(["AB-1", "AB-12"]);
            expect(await find("o''Neil")).to.deep.equal(["o'Neil"]);
            expect(await find("ab")).to.deep.equal(["AB-1", "AB-12", "ab-3"]);
            expect(await find("none")).to.deep.equal([]);
        });

        it("comes in pages with @odata.nextLink", async () => {
            at.options({ pageSize: 2 });
            const seen: string[][] = [];
            for (let next: string | undefined = devices; next; ) {
                const { json } = await at.graph("GET", next);
                seen.push(json.value.map((item: { serialNumber: string }) => item.serialNumber));
                next = json["@odata.nextLink"];
            }
            expect(seen).to.deep.equal([["AB-1", "AB-12"], ["CD-1", "o'Neil"], ["ab-3"]]);
            const { json } = await at.graph("GET", `${devices}?$filter=contains(serialNumber,'-1')&$top=1`);
            expect(json["@odata.nextLink"].startsWith(`${at.emulator.url}${devices}?`)).to.equal(true);
            const next = await at.graph("GET", json["@odata.nextLink"]);
            expect(next.json.value[0].serialNumber).to.equal("AB-12");
        });

        it("refuses other filters and options", async () => {
            for (const query of [
                "$filter=serialNumber eq 'x'",
                "$filter=contains(model,'x')",
                "$orderby=id",
                "$top=x",
                "$skiptoken=x",
            ]) {
                const seen = await at.graph("GET", `${devices}?${query}`);
                expect(seen.status, query).to.equal(400);
                expect(seen.json.error.code).to.equal("BadRequest");
            }
        });
    });

    it("throttles writes by the option graphWritesPer20s, without Retry-After", async () => {
        at.options({ graphWritesPer20s: 2 });
        expect([(await bind()).status, (await unbind()).status]).to.deep.equal([204, 204]);
        const refused = await bind();
        expect(refused.status).to.equal(429);
        expect(refused.json.error.code).to.equal("TooManyRequests");
        expect(refused.headers.has("retry-after")).to.equal(false);
        expect(bound()).to.equal(null);
        expect((await at.graph("GET", device)).status).to.equal(200);
        at.clock.now += 20_000;
        expect((await bind()).status).to.equal(204);
    });
});
