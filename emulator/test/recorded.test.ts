import { expect } from "chai";
import { startEmulator } from "../index.js";
import { arm, Harness, member, type Seen } from "./harness.js";

/** One exchange as it was recorded of the live service, in shape. */
interface Exchange {
    readonly title: string;
    /** By what the request signs in. */
    readonly by: "token" | "key";
    readonly method: "GET" | "POST";
    /** Behind the project; `{job}` is the id of the last job. */
    readonly path: string;
    readonly body?: unknown;
    readonly status: number;
    readonly headers: Readonly<Record<string, RegExp | null>>;
    readonly answer: unknown;
}

const version = "2025-11-15-preview";
const guid = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
/** The ticks of 2025-11-14T00:00:00Z. */
const jobId = `${guid}_638986752000000000`;
const second = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

const always = {
    "access-control-expose-headers": /^\*$/,
    "apim-request-id": new RegExp(`^${guid}$`),
    "request-id": new RegExp(`^${guid}$`),
    date: / GMT$/,
    "strict-transport-security": /^max-age=31536000/,
    "x-content-type-options": /^nosniff$/,
    "x-envoy-upstream-service-time": /^\d+$/,
    "x-ms-region": /^East US$/,
    "x-ms-error-code": null,
    "retry-after": null,
};
const accepted = (verb: string) => ({
    ...always,
    "content-length": /^0$/,
    "content-type": null,
    "operation-location": new RegExp(
        `^http://127.0.0.1:\\d+/language/authoring/analyze-conversations/projects/EmailApp/resources/${verb}/jobs/${jobId}\\?api-version=${version}$`,
    ),
});
const shown = { ...always, "content-type": /^application\/json; charset=utf-8$/, "operation-location": null };
const refused = { ...always, "content-type": /^application\/json$/ };
const job = (status: string) => ({
    jobId: new RegExp(`^${jobId}$`),
    createdDateTime: second,
    lastUpdatedDateTime: second,
    expirationDateTime: second,
    status,
});

const look = (verb: string, status: string): Exchange => ({
    title: `a look at an ${verb} job: ${status}`,
    by: "token",
    method: "GET",
    path: `resources/${verb}/jobs/{job}`,
    status: 200,
    headers: shown,
    answer: job(status),
});

const exchanges: readonly Exchange[] = [
    {
        title: "an assign",
        by: "token",
        method: "POST",
        path: "resources/:assign",
        body: { projectResources: [member("contoso-02", "eastus2")] },
        status: 202,
        headers: accepted("assign"),
        answer: undefined,
    },
    look("assign", "notStarted"),
    look("assign", "succeeded"),
    {
        title: "a list",
        by: "key",
        method: "GET",
        path: "resources",
        status: 200,
        headers: shown,
        answer: { value: [{ azureResourceId: arm("contoso-02"), region: "eastus2" }], nextLink: null },
    },
    {
        title: "an unassign",
        by: "token",
        method: "POST",
        path: "resources/:unassign",
        body: { azureResourceIds: [arm("contoso-02")] },
        status: 202,
        headers: accepted("unassign"),
        answer: undefined,
    },
    look("unassign", "notStarted"),
    look("unassign", "succeeded"),
    {
        title: "an empty list",
        by: "key",
        method: "GET",
        path: "resources",
        status: 200,
        headers: shown,
        answer: { value: [], nextLink: null },
    },
    {
        title: "the deployments, of which nobody says where they are",
        by: "key",
        method: "GET",
        path: "deployments",
        status: 200,
        headers: shown,
        answer: {
            value: [
                {
                    deploymentName: "production",
                    modelId: /./,
                    lastTrainedDateTime: second,
                    lastDeployedDateTime: second,
                    deploymentExpirationDate: /^\d{4}-\d\d-\d\d$/,
                    modelTrainingConfigVersion: /./,
                },
            ],
            nextLink: null,
        },
    },
    {
        title: "an unknown job",
        by: "key",
        method: "GET",
        path: "resources/assign/jobs/00000000-0000-0000-0000-000000000000",
        status: 404,
        headers: refused,
        answer: {
            error: { code: "NotFound", message: "Operation not found `00000000-0000-0000-0000-000000000000`." },
        },
    },
    {
        title: "an assign with an unknown member",
        by: "token",
        method: "POST",
        path: "resources/:assign",
        body: { resourcesMetadatas: [] },
        status: 400,
        headers: refused,
        answer: {
            error: {
                code: "InvalidArgument",
                message: "Failed to parse the input.",
                details: [
                    {
                        code: "InvalidArgument",
                        message:
                            /^Could not find member 'resourcesMetadatas' on object of type '\w+'\. Path 'resourcesMetadatas', line 1, position 22\.$/,
                        target: "resourcesMetadatas",
                    },
                ],
            },
        },
    },
];

describe("exchanges as recorded", () => {
    it("are answered alike by an emulator that nobody has set anything of", async () => {
        const clock = { now: Date.UTC(2025, 10, 14, 0, 37, 36, 400) };
        const emulator = await startEmulator({ now: () => clock.now });
        const at = Harness.of(emulator, clock);
        const deployments = [{ deploymentName: "production" }];
        emulator.putState({ projects: { "analyze-conversations/EmailApp": { deployments } } });
        let lastJob = "";
        for (const exchange of exchanges) {
            const seen = await send(at, exchange, lastJob);
            expect(seen.status, exchange.title).to.equal(exchange.status);
            expectHeaders(seen, exchange);
            expectAlike(seen.json, exchange.answer, exchange.title);
            const location = seen.headers.get("operation-location");
            lastJob = location === null ? lastJob : (new URL(location).pathname.split("/").pop() ?? "");
        }
        await emulator.close();
    });
});

describe("what the recordings say beyond their shape", () => {
    let at: Harness;
    beforeEach(async () => {
        at = await Harness.start();
        at.seed(["One"]);
        at.options({ firstLook: "notStarted" });
    });
    afterEach(() => at.emulator.close());

    it("a job is created up to a second ahead of the answer's Date, in whole seconds", async () => {
        const started = at.clock.now;
        for (const ms of [0, 1, 400, 999]) {
            at.clock.now = started + ms;
            const { json, headers } = await at.job(await at.assign(["Two"]));
            const aheadMs = Date.parse(json.createdDateTime) - Date.parse(headers.get("date") ?? "");
            expect(aheadMs, `${ms} ms`).to.equal(ms === 0 ? 0 : 1000);
            const lifetimeMs = Date.parse(json.expirationDateTime) - Date.parse(json.createdDateTime);
            expect(lifetimeMs).to.equal(7 * 24 * 60 * 60 * 1000);
        }
    });

    it("a job has not started at the first look, and says nothing of errors, though it has failed", async () => {
        at.faults({ match: { operation: "assign" }, action: { jobStatus: "failed" } });
        const accepted = await at.assign(["Two"]);
        at.clock.now += 60_000;
        const first = (await at.job(accepted)).json;
        expect(first.status).to.equal("notStarted");
        expect(first.lastUpdatedDateTime).to.equal(first.createdDateTime);
        expect(first).not.to.have.any.keys("errors", "warnings");
        expect(at.emulator.state().jobs[0]?.status, "as it is").to.equal("failed");
        const second = (await at.job(accepted)).json;
        expect(second.status).to.equal("failed");
        expect(second.errors).to.have.length(1);
    });

    it("the first look asks to wait as any other, and a fault has its way with it", async () => {
        at.options({ jobRetryAfterSeconds: 3 });
        const accepted = await at.assign(["Two"]);
        expect((await at.job(accepted)).headers.get("retry-after")).to.equal("3");
        expect((await at.job(accepted)).headers.has("retry-after")).to.equal(false);
        const other = await at.assign(["Three"]);
        at.faults({ match: { operation: "getAssignJob" }, action: { jobStatus: "cancelled" } });
        expect((await at.job(other)).json.status).to.equal("cancelled");
    });

    const unknown: [title: string, operation: string, body: string, detail: [member: string, where: RegExp]][] = [
        ["of an assign", ":assign", '{"x": 1}', ["x", /AssignResourcesInput'\. Path 'x', line 1, position 5\.$/]],
        ["of an unassign", ":unassign", '{"y":[]}', ["y", /UnassignResourcesInput'\. Path 'y', line 1, position 5\.$/]],
        [
            "of an item, on another line, behind a value that is called alike",
            ":assign",
            JSON.stringify({ resourcesMetadata: [member("Two"), { region: "a.b", "a.b": 1 }] }, null, 1),
            ["a.b", /ResourceInput'\. Path 'resourcesMetadata\[1\]\.a\.b', line 10, position 9\.$/],
        ],
    ];
    for (const [title, operation, body, [target, where]] of unknown) {
        it(`an unknown member ${title} is refused with its place`, async () => {
            const { status, json } = await at.language("POST", at.path(`/${operation}`), { body });
            expect(status).to.equal(400);
            expect(json.error).to.include({ code: "InvalidArgument", message: "Failed to parse the input." });
            expect(json.error.details).to.have.length(1);
            expect(json.error.details[0]).to.include({ code: "InvalidArgument", target });
            expect(json.error.details[0].message).to.match(where);
            expect(at.emulator.state().jobs).to.deep.equal([]);
        });
    }
});

async function send(at: Harness, { by, method, path, body }: Exchange, lastJob: string): Promise<Seen> {
    const route = path.replace("{job}", lastJob);
    const url = `/language/authoring/analyze-conversations/projects/EmailApp/${route}?api-version=${version}`;
    const headers = { "Ocp-Apim-Subscription-Key": at.emulator.languageKey };
    return by === "key" ? at.send(method, url, { headers }) : at.language(method, url, { body });
}

function expectHeaders(seen: Seen, { title, headers }: Exchange): void {
    for (const [name, pattern] of Object.entries(headers)) {
        const value = seen.headers.get(name);
        if (pattern === null) {
            expect(value, `${title}: ${name}`).to.equal(null);
        } else {
            expect(value, `${title}: ${name}`).to.match(pattern);
        }
    }
    expect(seen.headers.get("request-id"), title).to.equal(seen.headers.get("apim-request-id"));
}

/** Alike: the same members and no others, each equal or matching the pattern in its place. */
function expectAlike(value: unknown, expected: unknown, title: string): void {
    if (expected instanceof RegExp) {
        expect(value, title).to.be.a("string").that.matches(expected);
    } else if (typeof expected === "object" && expected !== null) {
        expect(value, title).to.be.an(Array.isArray(expected) ? "array" : "object");
        expect(Object.keys(value as object), title).to.have.members(Object.keys(expected));
        for (const [name, part] of Object.entries(expected)) {
            expectAlike((value as Record<string, unknown>)[name], part, `${title}: ${name}`);
        }
    } else {
        expect(value, title).to.equal(expected);
    }
}
