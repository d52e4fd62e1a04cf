import { expect } from "chai";
import type { Deployment } from "../index.js";
import { arm, Harness, member } from "./harness.js";

const on = (...accounts: string[]) => ({
    assignedResources: accounts.map((account) => ({ azureResourceId: arm(account), region: "westeurope" })),
});

describe("the list of a project's deployments", () => {
    let at: Harness;
    beforeEach(async () => {
        at = await Harness.start();
    });
    afterEach(() => at.emulator.close());

    const key = "analyze-conversations/EmailApp";
    const path = (of?: Parameters<Harness["path"]>[1]) => at.path("", of).replace("/resources?", "/deployments?");
    const list = async (of?: Parameters<Harness["path"]>[1]) => (await at.language("GET", path(of))).json.value;
    const left = () => at.emulator.state().projects[key]?.deployments;

    function seed(...deployments: Deployment[]): void {
        const resources = ["One", "Two", "Three"].map((account) => member(account));
        at.emulator.putState({ projects: { [key]: { resources, deployments } } });
    }

    const older = ["2022-10-01-preview", "2023-04-15-preview", "2023-11-15-preview", "2024-11-15-preview"].concat(
        "2025-05-15-preview",
    );
    const newer = ["2025-11-01", "2025-11-15-preview"];
    const rows = [
        ...older.map((version) => ["analyze-text", version, "resourceId", "azureResourceId"] as const),
        ...older.map((version) => ["analyze-conversations", version, "resourceId", "azureResourceId"] as const),
        ...newer.map((version) => ["analyze-conversations", version, "azureResourceId", "resourceId"] as const),
    ];
    for (const [family, version, usual, other] of rows) {
        it(`names a resource ${usual} for ${family} in ${version}, by option ${other}`, async () => {
            const of = { name: "Loans", family, version };
            const deployments = [{ deploymentName: "production", ...on("One") }];
            at.emulator.putState({ projects: { [`${family}/Loans`]: { deployments } } });
            const items = async () => (await list(of))[0].assignedResources;
            expect(await items()).to.deep.equal([{ [usual]: arm("One"), region: "westeurope" }]);
            at.options({ deploymentResourceId: other });
            expect(await items()).to.deep.equal([{ [other]: arm("One"), region: "westeurope" }]);
        });
    }

    it("shows usual values for what was not seeded, and no assignedResources where none were", async () => {
        seed({ deploymentName: "production" });
        expect(await list()).to.deep.equal([
            {
                deploymentName: "production",
                modelId: "model1",
                lastTrainedDateTime: "2025-01-02T03:04:05Z",
                lastDeployedDateTime: "2025-01-02T03:04:05Z",
                deploymentExpirationDate: "2026-01-02",
                modelTrainingConfigVersion: "2022-09-01",
            },
        ]);
    });

    it("shows what was seeded: values, an empty list, items without an id", async () => {
        const given = { modelId: "m2", deploymentExpirationDate: "2030-01-01" };
        seed(
            { deploymentName: "a", ...given, assignedResources: [] },
            { deploymentName: "b", assignedResources: [{}] },
        );
        const [a, b] = await list();
        expect(a).to.include(given);
        expect(a.assignedResources).to.deep.equal([]);
        expect(b.assignedResources).to.deep.equal([{}]);
    });

    it("is empty where none were seeded, or of a project that has nothing", async () => {
        at.seed();
        const { status, json } = await at.language("GET", path());
        expect(status).to.equal(200);
        expect(json).to.deep.equal({ value: [], nextLink: null });
    });

    it("comes in pages, with top, skip and maxpagesize", async () => {
        seed(...["a", "b", "c", "d", "e"].map((deploymentName) => ({ deploymentName })));
        at.options({ pageSize: 2 });
        const pages = async (query: string) => {
            const all: string[][] = [];
            for (let next: string | null = `${path()}${query}`; next; ) {
                const { json } = await at.language("GET", next);
                all.push(json.value.map((item: Deployment) => item.deploymentName));
                next = json.nextLink;
            }
            return all.map((page) => page.join("")).join(" ");
        };
        expect(await pages("")).to.equal("ab cd e");
        expect(await pages("&skip=1&top=3")).to.equal("bc d");
        expect(await pages("&maxpagesize=1")).to.equal("a b c d e");
        expect((await at.language("GET", `${path()}&top=x`)).status).to.equal(400);
    });

    it("shows ids in the letter case of the option idCase", async () => {
        seed({ deploymentName: "a", ...on("One") });
        at.options({ idCase: "upper" });
        expect((await list())[0].assignedResources[0].resourceId).to.equal(arm("One").toUpperCase());
    });

    it("takes a key or a token, GET only, and counts in the budget of GETs", async () => {
        seed();
        const headers = { "Ocp-Apim-Subscription-Key": at.emulator.languageKey };
        expect((await at.send("GET", path(), { headers })).status).to.equal(200);
        expect((await at.send("GET", path())).status).to.equal(401);
        expect((await at.language("POST", path())).status).to.equal(405);
        expect((await at.language("GET", path({ name: "Nope" }))).json.error.code).to.equal("ProjectNotFound");
        expect((await at.language("GET", path().replace("?", "/production?"))).status).to.equal(404);
        at.options({ budgets: { postsPerMinute: 1, getsPerMinute: 1 } });
        await at.language("GET", path());
        expect((await at.language("GET", path())).status).to.equal(429);
    });

    it("can be struck by faults as the operation listDeployments", async () => {
        seed({ deploymentName: "a" });
        const match = { operation: "listDeployments" } as const;
        at.faults({ match, times: 2, action: { status: 403 } }, { match, action: { nextLink: "http://elsewhere/" } });
        expect((await at.language("GET", at.path())).status).to.equal(200);
        expect((await at.language("GET", path())).status).to.equal(403);
        expect((await at.language("GET", path({ name: "Nope" }))).status).to.equal(403);
        expect((await at.language("GET", path())).json.nextLink).to.equal("http://elsewhere/");
        expect((await at.language("GET", path())).json.nextLink).to.equal(null);
    });

    describe("after an unassign", () => {
        it("has lost what was on that resource alone, whatever the letter case", async () => {
            seed({ deploymentName: "a", ...on("one") }, { deploymentName: "b", ...on("Two") });
            const accepted = await at.unassign(["One"]);
            expect(left()).to.deep.equal([{ deploymentName: "b", ...on("Two") }]);
            expect((await list()).map((item: Deployment) => item.deploymentName)).to.deep.equal(["b"]);
            const jobId = (await at.job(accepted)).json.jobId;
            expect(at.emulator.state().deletedDeployments).to.deep.equal([
                {
                    project: key,
                    deploymentName: "a",
                    azureResourceId: arm("one"),
                    gone: true,
                    jobId,
                    at: at.clock.now,
                },
            ]);
        });

        it("has a deployment on several resources until its last is unassigned", async () => {
            seed({ deploymentName: "a", ...on("One", "Two", "Three") });
            await at.unassign(["One", "Three"]);
            expect(left()).to.deep.equal([{ deploymentName: "a", ...on("Two") }]);
            await at.unassign(["Two"]);
            expect(left()).to.deep.equal([]);
            const lost = at.emulator.state().deletedDeployments.map(({ azureResourceId, gone }) => {
                return [azureResourceId, gone];
            });
            expect(lost).to.deep.equal([
                [arm("One"), false],
                [arm("Three"), false],
                [arm("Two"), true],
            ]);
        });

        it("still has those of which nobody knows where they are", async () => {
            const deployments = [
                { deploymentName: "a" },
                { deploymentName: "b", assignedResources: [] },
                { deploymentName: "c", assignedResources: [{ region: "westeurope" }] },
                { deploymentName: "d", assignedResources: [...on("One").assignedResources, {}] },
            ];
            seed(...deployments);
            await at.unassign(["One", "Two", "Three"]);
            const expected = [...deployments.slice(0, 3), { deploymentName: "d", assignedResources: [{}] }];
            expect(left()).to.deep.equal(expected);
        });

        it("changes when the job lands, not before, and not at all where the job fails", async () => {
            seed({ deploymentName: "a", ...on("One") });
            at.options({ jobDurationMs: 100 });
            await at.unassign(["One"]);
            at.clock.now += 99;
            expect(left()).to.have.length(1);
            at.clock.now += 1;
            expect(left()).to.have.length(0);
            seed({ deploymentName: "a", ...on("One") });
            at.faults({ match: { path: ":unassign" }, action: { jobStatus: "failed" } });
            await at.unassign(["One"]);
            at.clock.now += 100;
            expect(left()).to.have.length(1);
        });

        it("does not get back what was lost when the resource is assigned again", async () => {
            seed({ deploymentName: "a", ...on("One") });
            await at.unassign(["One"]);
            await at.assign(["One"]);
            expect(at.members()).to.include("One");
            expect(await list()).to.deep.equal([]);
        });

        it("keeps its record over a PUT of the state, until a reset", async () => {
            seed({ deploymentName: "a", ...on("One") });
            await at.unassign(["One"]);
            await at.send("PUT", "/_emulator/state", { body: at.emulator.state() });
            expect(at.emulator.state().deletedDeployments).to.have.length(1);
            at.emulator.reset();
            expect(at.emulator.state().deletedDeployments).to.deep.equal([]);
        });
    });
});

describe("faults by operation", () => {
    it("strike each operation by its name", async () => {
        const at = await Harness.start();
        at.seed(["One"]);
        const device = "/beta/deviceManagement/windowsAutopilotDeviceIdentities";
        const rows = [
            ["getProject", "GET", at.path().replace("/resources", "")],
            ["listResources", "GET", at.path()],
            ["listDeployments", "GET", at.path().replace("/resources", "/deployments")],
            ["assign", "POST", at.path("/:assign")],
            ["assign", "POST", at.path("/%3Aassign")],
            ["unassign", "POST", at.path("/:unassign")],
            ["getAssignJob", "GET", at.path("/assign/jobs/x")],
            ["getUnassignJob", "GET", at.path("/unassign/jobs/x")],
            ["listDevices", "GET", device],
            ["getDevice", "GET", `${device}/x`],
            ["assignResourceAccount", "POST", `${device}/x/assignResourceAccountToDevice`],
            ["unassignResourceAccount", "POST", `${device}/x/microsoft.graph.unassignResourceAccountFromDevice`],
            ["batch", "POST", "/beta/$batch"],
            ["getToken", "GET", "/msi/token"],
        ] as const;
        for (const [operation, method, path] of rows) {
            at.faults({ match: { operation }, action: { status: 418 } });
            for (const [, otherMethod, other] of rows.filter((row) => row[0] !== operation)) {
                expect((await at.send(otherMethod, other)).status, `${operation} at ${other}`).not.to.equal(418);
            }
            expect((await at.send(method, path)).status, operation).to.equal(418);
        }
        await at.emulator.close();
    });
});
