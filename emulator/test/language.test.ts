import { expect } from "chai";
import { arm, Harness, member } from "./harness.js";

const conversations = [
    "2022-10-01-preview",
    "2023-04-15-preview",
    "2023-11-15-preview",
    "2024-11-15-preview",
    "2025-05-15-preview",
    "2025-11-01",
    "2025-11-15-preview",
];

describe("the authoring routes", () => {
    let at: Harness;
    beforeEach(async () => {
        at = await Harness.start();
        at.seed(["One"]);
    });
    afterEach(() => at.emulator.close());

    for (const family of ["analyze-conversations", "analyze-text"]) {
        for (const version of conversations.filter((v) => family !== "analyze-text" || !v.startsWith("2025-11"))) {
            it(`serves ${family} in ${version} with the body names of that version`, async () => {
                at.emulator.putState({ projects: { [`${family}/Loans`]: {} } });
                const of = { name: "Loans", family, version };
                const isNew = version.startsWith("2025-11");
                const name = isNew ? "projectResources" : "resourcesMetadata";
                const unassignName = isNew ? "azureResourceIds" : "assignedResourceIds";
                const assigned = await at.language("POST", at.path("/:assign", of), {
                    body: { [name]: [member("Two")] },
                });
                expect(assigned.status).to.equal(202);
                expect(assigned.text).to.equal("");
                const location = assigned.headers.get("operation-location") ?? "";
                const url = `${at.emulator.url}/language/authoring/${family}/projects/Loans/resources/assign/jobs/`;
                expect(location.startsWith(url)).to.equal(true);
                expect(location.slice(url.length)).to.match(
                    new RegExp(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}_\\d{18}\\?api-version=${version}$`),
                );
                expect((await at.job(assigned)).json.status).to.equal("succeeded");
                expect((await at.language("GET", at.path("", of))).json).to.deep.equal({
                    value: [{ azureResourceId: arm("Two"), region: "westeurope" }],
                    nextLink: null,
                });
                const body = { [unassignName]: [arm("two")] };
                const unassigned = await at.language("POST", at.path("/:unassign", of), { body });
                expect(unassigned.headers.get("operation-location")).to.include("/resources/unassign/jobs/");
                expect((await at.job(unassigned)).json.status).to.equal("succeeded");
                expect((await at.language("GET", at.path("", of))).json.value).to.deep.equal([]);
            });
        }
    }

    it("takes assignedResourceIds in 2025-11-* by the option unassignBody2025", async () => {
        const path = at.path("/:unassign", { version: "2025-11-01" });
        const old = { body: { assignedResourceIds: [arm("One")] } };
        const refused = await at.language("POST", path, old);
        expect(refused.status).to.equal(400);
        expect(refused.json.error.details[0].target).to.equal("assignedResourceIds");
        at.options({ unassignBody2025: "assignedResourceIds" });
        expect((await at.language("POST", path, { body: { azureResourceIds: [arm("One")] } })).status).to.equal(400);
        expect((await at.language("POST", path, old)).status).to.equal(202);
    });

    const versions: [string, string, number, string][] = [
        ["analyze-conversations", "", 400, "InvalidRequest"],
        ["analyze-conversations", "2021-01-01", 400, "InvalidArgument"],
        ["analyze-conversations", "2022-05-01", 404, "NotFound"],
        ["analyze-conversations", "2023-04-01", 404, "NotFound"],
        ["analyze-text", "2023-04-01", 404, "NotFound"],
        ["analyze-text", "2025-11-01", 404, "NotFound"],
        ["analyze-text", "2025-11-15-preview", 404, "NotFound"],
    ];
    for (const [family, version, status, code] of versions) {
        it(`answers ${status} ${code} to ${family} with api-version "${version}"`, async () => {
            const seen = await at.language("GET", at.path("", { family, version }));
            expect(seen.status).to.equal(status);
            expect(seen.json.error.code).to.equal(code);
            expect(seen.json.error.target).to.equal("api-version");
        });
    }

    it("refuses a request that has no api-version at all", async () => {
        const seen = await at.language("GET", at.path().split("?")[0] ?? "");
        expect(seen.json.error).to.include({ code: "InvalidRequest", target: "api-version" });
    });

    const names = ["resourcesMetadata"];
    const good = member("Two");
    const { region: _, ...withoutRegion } = good;
    const bodies: [string, unknown, string][] = [
        ["that is no JSON", "{", "body"],
        ["that is a list", [good], "body"],
        ["with the name of a newer version", { projectResources: [good] }, "projectResources"],
        ["with both names", { resourcesMetadata: [good], projectResources: [good] }, "projectResources"],
        ["without the list", {}, "resourcesMetadata"],
        ["with an object for the list", { resourcesMetadata: good }, "resourcesMetadata"],
        ["with an empty list", { resourcesMetadata: [] }, "resourcesMetadata"],
        ["with a string as item", { resourcesMetadata: [arm("Two")] }, "resourcesMetadata[0]"],
        ["without region", { resourcesMetadata: [withoutRegion] }, "resourcesMetadata[0].region"],
        ["with an empty region", { resourcesMetadata: [{ ...good, region: " " }] }, "resourcesMetadata[0].region"],
        ["with a number as region", { resourcesMetadata: [{ ...good, region: 1 }] }, "resourcesMetadata[0].region"],
        [
            "with a URL as domain",
            { resourcesMetadata: [{ ...good, customDomain: "https://x" }] },
            "resourcesMetadata[0].customDomain",
        ],
        ["with an unknown field", { resourcesMetadata: [{ ...good, tags: {} }] }, "tags"],
        [
            "with a name for an id",
            { resourcesMetadata: [{ ...good, azureResourceId: "Two" }] },
            "resourcesMetadata[0].azureResourceId",
        ],
        [
            "with another provider",
            { resourcesMetadata: [{ ...good, azureResourceId: arm("x").replace("Cognitive", "") }] },
            "resourcesMetadata[0].azureResourceId",
        ],
        [
            "with a member twice",
            { resourcesMetadata: [good, { ...good, azureResourceId: arm("TWO") }] },
            "azureResourceId",
        ],
    ];
    for (const [title, body, target] of bodies) {
        it(`refuses an assign body ${title}`, async () => {
            const seen = await at.language("POST", at.path("/:assign"), { body });
            expect(seen.status, names.join()).to.equal(400);
            expect(seen.json.error.code).to.match(/^Invalid(Argument|Request)$/);
            const [detail = seen.json.error] = seen.json.error.details ?? [];
            expect(detail.target).to.equal(target);
            expect(seen.json.error.message).to.be.a("string").that.is.not.empty;
            expect(at.emulator.state().jobs).to.deep.equal([]);
        });
    }

    it("refuses unassign bodies that are not what the version wants", async () => {
        const bad = [
            {},
            { azureResourceIds: [arm("One")] },
            { assignedResourceIds: [] },
            { assignedResourceIds: ["One"] },
            { assignedResourceIds: [arm("One"), arm("one")] },
            { assignedResourceIds: [{ azureResourceId: arm("One") }] },
        ];
        for (const body of bad) {
            const { status } = await at.language("POST", at.path("/:unassign"), { body });
            expect(status, JSON.stringify(body)).to.equal(400);
        }
    });

    it("takes a subdomain or a host as customDomain, and any charset of JSON", async () => {
        const body = { resourcesMetadata: [{ ...good, customDomain: "contosoresource" }] };
        const headers = { "Content-Type": "application/json; charset=utf-8" };
        expect((await at.language("POST", at.path("/:assign"), { body, headers })).status).to.equal(202);
        expect(at.emulator.state().projects["analyze-conversations/EmailApp"]?.resources[1]?.customDomain).to.equal(
            "contosoresource",
        );
    });

    it("refuses a body that does not say it is JSON", async () => {
        const body = { resourcesMetadata: [good] };
        const headers = { "Content-Type": "text/plain" };
        const seen = await at.language("POST", at.path("/:assign"), { body, headers });
        expect(seen.status).to.equal(400);
        expect(seen.json.error.target).to.equal("Content-Type");
    });

    it("tells project names by letter case, and families apart", async () => {
        for (const of of [{ name: "emailapp" }, { family: "analyze-text" }]) {
            const seen = await at.language("GET", at.path("", of));
            expect(seen.status).to.equal(404);
            expect(seen.json.error.code).to.equal("ProjectNotFound");
        }
    });

    it("finds a job only under its own project and kind", async () => {
        at.emulator.putState({ projects: { "analyze-conversations/EmailApp": {}, "analyze-conversations/Other": {} } });
        const location = (await at.assign(["Two"])).headers.get("operation-location") ?? "";
        expect((await at.language("GET", location)).status).to.equal(200);
        const elsewhere = [
            location.replace("/assign/", "/unassign/"),
            location.replace("EmailApp", "Other"),
            location.replace("/jobs/", "/jobs/x"),
        ];
        for (const url of elsewhere) {
            const seen = await at.language("GET", url);
            expect(seen.status, url).to.equal(404);
            expect(seen.json.error.code).to.equal("NotFound");
        }
        expect((await at.language("GET", location.replace("EmailApp", "Nope"))).json.error.code).to.equal(
            "ProjectNotFound",
        );
    });

    it("shows a project", async () => {
        const { json, status } = await at.language("GET", at.path().replace("/resources", ""));
        expect(status).to.equal(200);
        expect(json).to.include({ projectName: "EmailApp", projectKind: "Conversation", language: "en" });
        at.emulator.putState({ projects: { "analyze-text/Loans": {} } });
        const text = await at.language(
            "GET",
            at.path("", { name: "Loans", family: "analyze-text" }).replace("/resources", ""),
        );
        expect(text.json).to.include({ projectName: "Loans", storageInputContainerName: "documents" });
    });

    it("answers 404 to what is no route and 405 to the wrong method", async () => {
        const unknown = [
            "/",
            "/language",
            "/language/authoring/analyze-images/projects/a/resources",
            "/v2/x",
            "/msi/tokens",
            at.path("/nope"),
            at.path("/assign/jobs"),
            at.path("/assign/jobs/x/y"),
            at.path("/:drop"),
            at.path("%zz"),
        ];
        for (const path of unknown) {
            const seen = await at.language("GET", path);
            expect(seen.status, path).to.equal(404);
            expect(seen.json.error.code).to.equal("NotFound");
        }
        for (const [method, path] of [
            ["GET", at.path("/:assign")],
            ["PUT", at.path()],
            ["DELETE", at.path("/assign/jobs/x")],
        ]) {
            const seen = await at.language(method ?? "", path ?? "");
            expect(seen.status, path).to.equal(405);
            expect(seen.headers.get("allow")).to.match(/^(GET|POST)$/);
        }
    });

    it("repeats the code of an error in a header by the option errorCodeHeader", async () => {
        at.options({ errorCodeHeader: true });
        const seen = await at.language("GET", at.path("", { name: "Nope" }));
        expect(seen.headers.get("x-ms-error-code")).to.equal("ProjectNotFound");
        expect((await at.language("GET", at.path())).headers.has("x-ms-error-code")).to.equal(false);
    });

    it("names the host in addresses as the caller does", async () => {
        const { port } = new URL(at.emulator.url);
        const seen = await at.language("POST", `http://localhost:${port}${at.path("/:assign")}`, {
            body: { resourcesMetadata: [good] },
        });
        expect(seen.headers.get("operation-location")?.startsWith(`http://localhost:${port}/language/`)).to.equal(true);
    });

    it("names another origin in Operation-Location by the option operationLocationOrigin", async () => {
        at.options({ operationLocationOrigin: "https://gateway.example:8443" });
        const location = (await at.assign(["Two"])).headers.get("operation-location") ?? "";
        expect(new URL(location).origin).to.equal("https://gateway.example:8443");
        const { json } = await at.language("GET", location.replace("https://gateway.example:8443", ""));
        expect(json.status).to.equal("succeeded");
    });

    describe("who may call", () => {
        const key = (value: string) => ({ headers: { "Ocp-Apim-Subscription-Key": value } });

        it("takes the key for list, job status, unassign and project, but not for assign", async () => {
            const { languageKey } = at.emulator;
            const accepted = await at.assign(["Two"]);
            const job = accepted.headers.get("operation-location") ?? "";
            expect((await at.send("GET", at.path(), key(languageKey))).status).to.equal(200);
            expect((await at.send("GET", job, key(languageKey))).status).to.equal(200);
            expect((await at.send("GET", at.path().replace("/resources", ""), key(languageKey))).status).to.equal(200);
            const unassign = { body: { assignedResourceIds: [arm("Two")] }, ...key(languageKey) };
            expect((await at.send("POST", at.path("/:unassign"), unassign)).status).to.equal(202);
            const assign = { body: { resourcesMetadata: [good] }, ...key(languageKey) };
            const refused = await at.send("POST", at.path("/:assign"), assign);
            expect(refused.status).to.equal(401);
            expect(refused.json.error.message).to.match(/Microsoft Entra/);
        });

        it("refuses no credential, a wrong key, and any key without local authentication", async () => {
            expect((await at.send("GET", at.path())).status).to.equal(401);
            expect((await at.send("GET", at.path(), key("wrong"))).status).to.equal(401);
            at.options({ localAuth: false });
            const seen = await at.send("GET", at.path(), key(at.emulator.languageKey));
            expect(seen.status).to.equal(403);
            expect(seen.json.error.code).to.equal("Forbidden");
            expect((await at.language("GET", at.path())).status).to.equal(200);
        });
    });
});
