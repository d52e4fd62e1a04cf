import { expect } from "chai";
import { arm, deviceId, devices, Harness, member } from "./harness.js";

describe("controls", () => {
    let at: Harness;
    beforeEach(async () => {
        at = await Harness.start();
    });
    afterEach(() => at.emulator.close());

    it("shows an empty state with exactly its five parts", async () => {
        const { status, json } = await at.send("GET", "/_emulator/state");
        expect(status).to.equal(200);
        expect(json).to.deep.equal({ projects: {}, devices: {}, jobs: [], deletedDeployments: [], requests: [] });
    });

    it("replaces projects and devices, and gives absent fields their defaults", async () => {
        const account = { userPrincipalName: "room@contoso.com" };
        const body = {
            projects: {
                "analyze-text/Loans": { resources: [{ azureResourceId: arm("One") }] },
                "analyze-conversations/A": {},
            },
            devices: {
                [deviceId]: { serialNumber: "S" },
                "11111111-2222-3333-4444-555555555555": { resourceAccount: account },
            },
        };
        expect((await at.send("PUT", "/_emulator/state", { body })).status).to.equal(200);
        const { json } = await at.send("GET", "/_emulator/state");
        expect(json.projects).to.deep.equal({
            "analyze-text/Loans": { resources: [member("One")] },
            "analyze-conversations/A": { resources: [] },
        });
        expect(json.devices).to.deep.equal({
            [deviceId]: { serialNumber: "S", resourceAccount: null },
            "11111111-2222-3333-4444-555555555555": { resourceAccount: account },
        });
        await at.send("PUT", "/_emulator/state", { body: {} });
        expect((await at.send("GET", "/_emulator/state")).json.projects).to.deep.equal({});
    });

    it("takes back the state that it shows", async () => {
        const deployments = [
            { deploymentName: "production", modelId: "m1", assignedResources: [{ azureResourceId: arm("One") }] },
            { deploymentName: "staging", assignedResources: [{ region: "westeurope" }, {}] },
            { deploymentName: "somewhere" },
        ];
        const userBinding = { userPrincipalName: "alice@contoso.com", addressableUserName: "Alice" };
        const body = {
            projects: { "analyze-conversations/A": { resources: [member("One")], deployments } },
            devices: { [deviceId]: { model: "Hub", userBinding, resourceAccount: null } },
        };
        const { json: before } = await at.send("PUT", "/_emulator/state", { body });
        const { json: after } = await at.send("PUT", "/_emulator/state", { body: before });
        expect(after).to.deep.equal(before);
        expect({ projects: after.projects, devices: after.devices }).to.deep.equal(body);
    });

    const nonsense: [string, unknown, RegExp][] = [
        ["no JSON", "{", /not JSON/],
        ["a list", [], /state must be an object/],
        ["an unknown part", { project: {} }, /unknown field "project"/],
        ["a project without family", { projects: { EmailApp: {} } }, /<family>\/<name>/],
        ["an unknown family", { projects: { "conversations/EmailApp": {} } }, /analyze-conversations/],
        ["a bad project name", { projects: { "analyze-text/a b": {} } }, /analyze-text\/a b/],
        ["a list of projects", { projects: [] }, /projects must be an object/],
        ["a bad ARM id", { projects: { "analyze-text/a": { resources: [{ azureResourceId: "x" }] } } }, /ARM id/],
        [
            "an empty region",
            { projects: { "analyze-text/a": { resources: [{ ...member("a"), region: "" }] } } },
            /region/,
        ],
        ["a member twice", { projects: { "analyze-text/a": { resources: [member("a"), member("A")] } } }, /twice/],
        [
            "a bad deployment",
            { projects: { "analyze-text/a": { deployments: [{ deploymentName: "" }] } } },
            /deployments\[0\]\.deploymentName/,
        ],
        [
            "a deployment of the old form",
            { projects: { "analyze-text/a": { deployments: [{ name: "x", azureResourceId: arm("a") }] } } },
            /unknown field "name"; known are deploymentName/,
        ],
        [
            "a deployment twice",
            { projects: { "analyze-text/a": { deployments: [{ deploymentName: "x" }, { deploymentName: "x" }] } } },
            /deployment "x" twice/,
        ],
        [
            "a deployment on what is no account",
            {
                projects: {
                    "analyze-text/a": {
                        deployments: [{ deploymentName: "x", assignedResources: [{ azureResourceId: "y" }] }],
                    },
                },
            },
            /assignedResources\[0\]\.azureResourceId is not the ARM id/,
        ],
        [
            "a deployment that names a resource twice",
            {
                projects: {
                    "analyze-text/a": {
                        deployments: [
                            {
                                deploymentName: "x",
                                assignedResources: [{ azureResourceId: arm("a") }, { azureResourceId: arm("A") }],
                            },
                        ],
                    },
                },
            },
            /assignedResources has the resource .* twice/,
        ],
        ["a device that is no GUID", { devices: { abc: {} } }, /GUID/],
        ["a device twice", { devices: { [deviceId]: {}, [deviceId.toLowerCase()]: {} } }, /twice/],
        ["another device id inside", { devices: { [deviceId]: { id: "x" } } }, /id must be the key/],
        ["an unknown property", { devices: { [deviceId]: { serial: "x" } } }, /unknown field "serial"/],
        ["a number as property", { devices: { [deviceId]: { serialNumber: 1 } } }, /serialNumber must be a string/],
        ["an account without UPN", { devices: { [deviceId]: { resourceAccount: {} } } }, /userPrincipalName/],
        [
            "a bad user binding",
            { devices: { [deviceId]: { userBinding: { userPrincipalName: "x" } } } },
            /principal name/,
        ],
    ];
    for (const [title, body, message] of nonsense) {
        it(`refuses a state with ${title} and leaves what is there`, async () => {
            at.seed(["One"]);
            const before = at.emulator.state();
            const { status, json } = await at.send("PUT", "/_emulator/state", { body });
            expect(status).to.equal(400);
            expect(json.error.message).to.match(message);
            expect(at.emulator.state()).to.deep.equal(before);
        });
    }

    it("merges options, shows them, and names an unknown option or value", async () => {
        await at.send("PUT", "/_emulator/options", { body: { jobDurationMs: 7 } });
        const { json } = await at.send("PUT", "/_emulator/options", { body: { accountVisible: 250 } });
        expect(json).to.include({ jobDurationMs: 7, accountVisible: 250, pageSize: 100 });
        expect((await at.send("GET", "/_emulator/options")).json).to.deep.equal(json);
        const bad: [unknown, RegExp][] = [
            [{ jobDuration: 1 }, /"jobDuration"/],
            [{ jobDurationMs: -1 }, /jobDurationMs/],
            [{ jobDurationMs: "1" }, /jobDurationMs/],
            [{ pageSize: 0 }, /pageSize/],
            [{ idCase: "title" }, /idCase must be one of as-assigned, lower, upper/],
            [{ budgets: { postsPerMinute: 1 } }, /budgets needs both/],
            [{ budgets: { postsPerMinute: 1, getsPerMinute: 0 } }, /getsPerMinute/],
            [{ accountVisible: "yes" }, /accountVisible/],
            [{ visibleIn: ["displayName"] }, /visibleIn/],
            [{ cloud: "germany" }, /cloud/],
            [{ localAuth: 1 }, /localAuth/],
            [{ operationLocationOrigin: "gateway.example" }, /operationLocationOrigin must be an origin/],
            [{ operationLocationOrigin: "https://gateway.example/x" }, /operationLocationOrigin/],
            [{ deploymentResourceId: "id" }, /deploymentResourceId/],
            [{ firstLook: "running" }, /firstLook/],
            [{ errorCodeHeader: "yes" }, /errorCodeHeader/],
            [{ listedUpn: true }, /listedUpn/],
        ];
        for (const [body, message] of bad) {
            const refused = await at.send("PUT", "/_emulator/options", { body });
            expect(refused.status, JSON.stringify(body)).to.equal(400);
            expect(refused.json.error.message).to.match(message);
        }
        expect((await at.send("GET", "/_emulator/options")).json).to.deep.equal(json);
    });

    it("refuses faults that make no sense, naming the place", async () => {
        const action = { status: 500 };
        const bad: [unknown, RegExp][] = [
            [{}, /faults must be a list/],
            [[{ action, when: 1 }], /faults\[0\] has an unknown field "when"/],
            [[{ action }, { action, times: 0 }], /faults\[1\]\.times/],
            [[{ match: { path: "(" }, action }], /no regular expression/],
            [[{ match: { url: "x" }, action }], /"url"/],
            [[{ match: { operation: "listAll" }, action }], /operation must be one of getProject, listResources/],
            [[{}], /action must be an object/],
            [[{ action: {} }], /needs delayMs or one of/],
            [[{ action: { status: 700 } }], /200 to 599/],
            [[{ action: { status: 99 } }], /status/],
            [[{ action: { hang: "never" } }], /hang must be one of/],
            [[{ action: { reset: "soon" } }], /reset must be one of/],
            [[{ action: { truncate: false } }], /truncate must be true/],
            [[{ action: { text: 5 } }], /text must be a string/],
            [[{ action: { status: 500, truncate: true } }], /more than one kind: status, truncate/],
            [[{ action: { body: "x", delayMs: 1 } }], /body goes with status/],
            [[{ action: { jobErrors: [], delayMs: 1 } }], /jobErrors goes with jobStatus/],
            [[{ action: { status: 500, headers: { "a b": "x" } } }], /cannot be sent as a header/],
            [[{ action: { operationLocation: "http://x/\n" } }], /cannot be sent as a header/],
            [[{ action: { explode: true } }], /"explode"/],
        ];
        for (const [body, message] of bad) {
            const refused = await at.send("POST", "/_emulator/faults", { body });
            expect(refused.status, JSON.stringify(body)).to.equal(400);
            expect(refused.json.error.message).to.match(message);
        }
    });

    it("shows the faults that can still strike", async () => {
        const body = [{ match: { method: "get", path: "resources" }, times: 2, action: { status: 500 } }];
        expect((await at.send("POST", "/_emulator/faults", { body })).json).to.deep.equal(body);
        at.seed();
        await at.language("GET", at.path());
        expect((await at.send("GET", "/_emulator/faults")).json[0].times).to.equal(1);
        await at.language("GET", at.path());
        expect((await at.send("GET", "/_emulator/faults")).json).to.deep.equal([]);
    });

    it("empties everything on reset", async () => {
        at.seed(["One"]);
        await at.assign(["Two"]);
        at.options({ jobDurationMs: 5 });
        at.faults({ action: { status: 500 }, times: 9 });
        expect((await at.send("POST", "/_emulator/reset")).status).to.equal(200);
        const { json } = await at.send("GET", "/_emulator/state");
        expect(json).to.deep.equal({ projects: {}, devices: {}, jobs: [], deletedDeployments: [], requests: [] });
        expect(at.emulator.options().jobDurationMs).to.equal(0);
        expect((await at.language("GET", at.path())).status).to.equal(404);
    });

    it("lists each request with method, path and query, status and time, but no control call", async () => {
        at.seed(["One"]);
        await at.language("GET", at.path());
        await at.language("GET", at.path("", { name: "Nope" }));
        await at.graph("GET", devices);
        const { json } = await at.send("GET", "/_emulator/state");
        const seen = json.requests.map(({ method, path, status }: never) => [method, path, status]);
        expect(seen).to.deep.equal([
            ["GET", "/msi/token?resource=https%3A%2F%2Fcognitiveservices.azure.com&api-version=2019-08-01", 200],
            ["GET", at.path(), 200],
            ["GET", at.path("", { name: "Nope" }), 404],
            ["GET", "/msi/token?resource=https%3A%2F%2Fgraph.microsoft.com&api-version=2019-08-01", 200],
            ["GET", devices, 200],
        ]);
        expect(Object.keys(json.requests[0])).to.have.members(["method", "path", "status", "at"]);
        expect(json.requests[0].at).to.equal(at.clock.now);
    });

    it("shows jobs with what they were asked to do", async () => {
        at.seed(["One"]);
        at.options({ jobDurationMs: 50 });
        await at.assign(["Two"]);
        const [running] = at.emulator.state().jobs;
        expect(running).to.include({
            kind: "assign",
            project: "analyze-conversations/EmailApp",
            status: "running",
            endedAt: null,
        });
        expect(running?.resources).to.deep.equal([arm("Two")]);
        at.clock.now += 50;
        expect(at.emulator.state().jobs[0]).to.include({ status: "succeeded", endedAt: at.clock.now });
        expect(at.members()).to.deep.equal(["One", "Two"]);
    });

    it("answers 404 for an unknown control and names the known ones", async () => {
        for (const [method, path] of [
            ["GET", "/_emulator/nope"],
            ["DELETE", "/_emulator/state"],
            ["GET", "/_emulator"],
        ]) {
            const { status, json } = await at.send(method ?? "", path ?? "");
            expect(status).to.equal(404);
            expect(json.error.message).to.include("GET /_emulator/state");
        }
    });

    it("gives its in-process controls the same checks", () => {
        expect(() => at.emulator.setOptions({ pageSize: 0 })).to.throw(/pageSize/);
        expect(() => at.emulator.putState({ devices: { abc: {} } })).to.throw(/GUID/);
        expect(() => at.emulator.setFaults([{ action: {} }])).to.throw(/needs delayMs/);
    });
});
