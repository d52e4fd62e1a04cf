import { expect } from "chai";
import { Deadline } from "#provider/core/deadline";
import { ServiceError } from "#provider/core/errors";
import { AuthoringClient } from "#provider/language/client";
import type { ProjectAddress } from "#provider/language/projectAddress";
import { versionsFor } from "#provider/validation/apiVersions";
import { errorOf } from "../support/testClient";
import { virtualClock } from "../support/virtualClock";
import { fakeHttp, good } from "./support/fakeHttp";

const endpoint = "https://contoso.cognitiveservices.azure.com";
const location = `${endpoint}/language/authoring/analyze-conversations/projects/EmailApp/resources/assign/jobs/7?api-version=v`;
const member = { azureResourceId: "/accounts/Weu", customDomain: "weu", region: "westeurope" };
const deadline = () => new Deadline(virtualClock(), 60_000);

/** A client for the project, or for one that differs from it. */
function clientOf(http: ReturnType<typeof fakeHttp>, change: Partial<ProjectAddress> = {}): AuthoringClient {
    const project = {
        endpoint,
        projectName: "EmailApp",
        projectKind: "conversations",
        apiVersion: "2022-10-01-preview",
    };
    return new AuthoringClient(http, { ...(project as ProjectAddress), ...change });
}

const preview = { assign: "resourcesMetadata", unassign: "assignedResourceIds" };
const stable = { assign: "projectResources", unassign: "azureResourceIds" };
/** The contract's table, written out. */
const contract: [version: string, kinds: ProjectAddress["projectKind"][], names: typeof preview][] = [
    ["2022-10-01-preview", ["conversations", "text"], preview],
    ["2023-04-15-preview", ["conversations", "text"], preview],
    ["2023-11-15-preview", ["conversations", "text"], preview],
    ["2024-11-15-preview", ["conversations", "text"], preview],
    ["2025-05-15-preview", ["conversations", "text"], preview],
    ["2025-11-01", ["conversations"], stable],
    ["2025-11-15-preview", ["conversations"], stable],
];

describe("AuthoringClient", () => {
    for (const [apiVersion, kinds, names] of contract) {
        for (const projectKind of kinds) {
            it(`speaks ${apiVersion} of ${projectKind} projects`, async () => {
                const http = fakeHttp(good(undefined, { "operation-location": location }, 202));
                const client = clientOf(http, { apiVersion, projectKind });
                await client.assign([member], deadline());
                await client.unassign([member.azureResourceId], deadline());
                const base = `${endpoint}/language/authoring/analyze-${projectKind}/projects/EmailApp/resources`;
                expect(http.sent.map(({ method, url, body }) => ({ method, url, body }))).to.deep.equal([
                    {
                        method: "POST",
                        url: `${base}/:assign?api-version=${apiVersion}`,
                        body: { [names.assign]: [member] },
                    },
                    {
                        method: "POST",
                        url: `${base}/:unassign?api-version=${apiVersion}`,
                        body: { [names.unassign]: ["/accounts/Weu"] },
                    },
                ]);
            });
        }
    }

    for (const projectKind of ["conversations", "text"] as const) {
        it(`speaks of ${projectKind} projects in a version of the future as in the newest one`, async () => {
            const http = fakeHttp(good(undefined, { "operation-location": location }, 202));
            const client = clientOf(http, { apiVersion: "2027-03-01", projectKind });
            await client.assign([member], deadline());
            await client.unassign([member.azureResourceId], deadline());
            expect(http.sent.map(({ body }) => body)).to.deep.equal([
                { projectResources: [member] },
                { azureResourceIds: ["/accounts/Weu"] },
            ]);
            expect(http.sent.every(({ url }) => url.endsWith("?api-version=2027-03-01"))).to.equal(true);
        });
    }

    const pages: [title: string, body: object, hasMore: boolean][] = [
        ["nothing", { value: [], nextLink: null }, false],
        ["a resource", { value: [{ azureResourceId: "/a", region: "r" }], nextLink: null }, true],
        ["a link to more", { value: [], nextLink: `${endpoint}/next` }, true],
        ["an entry that is none", { value: [7] }, true],
    ];
    for (const [title, body, hasMore] of pages) {
        it(`asks by one request whether more than so many are assigned: behind them is ${title}`, async () => {
            const http = fakeHttp(good(body));
            expect(await clientOf(http).hasMoreThan(1_200, deadline())).to.equal(hasMore);
            expect(http.sent.map(({ method, url }) => `${method} ${url}`)).to.deep.equal([
                `GET ${endpoint}/language/authoring/analyze-conversations/projects/EmailApp/resources?api-version=2022-10-01-preview&skip=1200&top=1`,
            ]);
        });
    }

    it("covers every version there is", () => {
        for (const kind of ["conversations", "text"] as const) {
            const expected = contract.filter(([, kinds]) => kinds.includes(kind)).map(([version]) => version);
            expect([...versionsFor(kind)]).to.have.members(expected);
        }
    });

    for (const apiVersion of ["2022-05-01", "2023-04-01", "2025-11-01"]) {
        it(`sends nothing in ${apiVersion}, which cannot assign to text projects`, async () => {
            const http = fakeHttp(good());
            const client = clientOf(http, { apiVersion, projectKind: "text" });
            expect(() => client.assign([member], deadline())).to.throw(apiVersion);
            expect(http.sent).to.have.length(0);
        });
    }

    it("remembers that the service takes the older body name of an unassign", async () => {
        const refused = new ServiceError("InvalidArgument", "no such member", { statusCode: 400 });
        const http = fakeHttp(refused, good(undefined, {}, 202));
        const client = clientOf(http, { apiVersion: "2025-11-01" });
        await client.unassign(["/a"], deadline());
        await client.unassign(["/b"], deadline());
        expect(http.sent.map(({ body }) => body)).to.deep.equal([
            { azureResourceIds: ["/a"] },
            { assignedResourceIds: ["/a"] },
            { assignedResourceIds: ["/b"] },
        ]);
    });

    for (const list of ["list", "deployments"] as const) {
        it(`${list}: asks for large pages, and remembers where the service refuses that`, async () => {
            const refused = new ServiceError("InvalidArgument", "maxpagesize is too large", { statusCode: 400 });
            const http = fakeHttp(good({ value: [] }), refused, good({ value: [] }));
            const client = clientOf(http);
            for (let time = 0; time < 3; time++) {
                expect(await client[list](deadline())).to.deep.equal([]);
            }
            expect(http.sent.map(({ url }) => new URL(url).searchParams.get("maxpagesize"))).to.deep.equal([
                "1000",
                "1000",
                null,
                null,
            ]);
        });
    }

    it("tells the first complaint where a list is refused in any pages", async () => {
        const [first, second] = ["first", "second"].map(
            (words) => new ServiceError("InvalidArgument", words, { statusCode: 400 }),
        );
        const http = fakeHttp(first as Error, second as Error, good({ value: [] }));
        const client = clientOf(http);
        expect((await errorOf(client.list(deadline()), ServiceError)).message).to.equal("first");
        await client.list(deadline());
        expect(http.sent[2]?.url).to.contain("maxpagesize");
    });

    it("sends of a member only what the service takes", async () => {
        const http = fakeHttp(good(undefined, {}, 202));
        await clientOf(http).assign([{ ...member, domainChanged: true } as typeof member], deadline());
        expect(http.sent[0]?.body).to.deep.equal({ resourcesMetadata: [member] });
    });

    it("lets a key serve everything but assign", async () => {
        const http = fakeHttp(
            good({ value: [] }),
            good(undefined, {}, 202),
            good(undefined, {}, 202),
            good({ status: "running" }),
        );
        const client = clientOf(http);
        await client.list(deadline());
        await client.assign([member], deadline());
        await client.unassign(["/a"], deadline());
        await client.job("assign", "7", deadline());
        expect(http.sent.map(({ auth }) => auth.keyAllowed)).to.deep.equal([true, false, true, true]);
        // Sources disagree on whether a key may unassign.
        expect(http.sent.map(({ tokenFirst }) => tokenFirst ?? false)).to.deep.equal([false, false, true, false]);
    });

    it("holds only polls to the budget of GETs", async () => {
        const http = fakeHttp(good({ value: [], status: "running" }));
        await clientOf(http).list(deadline());
        await clientOf(http).job("unassign", "7", deadline());
        expect(http.sent.map(({ budgeted }) => budgeted ?? false)).to.deep.equal([false, true]);
    });

    it("takes a job's id from another host and asks for the job at its own", async () => {
        const elsewhere = location.replace("contoso.cognitiveservices.azure.com", "gateway.internal:8443");
        const http = fakeHttp(good({ status: "running" }, { "operation-location": elsewhere }, 202));
        const { jobId = "", problem } = await clientOf(http).assign([member], deadline());
        expect({ jobId, problem }).to.deep.equal({ jobId: "7", problem: undefined });
        await clientOf(http).job("assign", jobId, deadline());
        expect(http.sent.map(({ origin }) => origin)).to.deep.equal([endpoint, endpoint]);
        expect(http.sent.every(({ url }) => url.startsWith(`${endpoint}/language/`))).to.equal(true);
    });

    it("has words of its own for a job that the service does not know", async () => {
        const http = fakeHttp(good({ status: "running", value: [] }));
        await clientOf(http).job("assign", "7", deadline());
        await clientOf(http).list(deadline());
        const [ofJob, ofList] = http.sent.map(({ hints }) => hints?.(404, "NotFound"));
        expect(ofJob).to.match(/does not know this job/);
        expect(ofList).to.match(/Check that the project exists/);
    });

    it("reads a job at its own route, without a colon", async () => {
        const http = fakeHttp(good({ status: "running" }, {}, 200));
        const { job } = await clientOf(http).job("unassign", "66fa_637", deadline());
        expect(http.sent[0]?.url).to.contain("/resources/unassign/jobs/66fa_637?api-version=2022-10-01-preview");
        expect(job).to.include({ jobId: "66fa_637", status: "running" });
    });

    const clouds: [endpoint: string, scope: string][] = [
        ["https://x.cognitiveservices.azure.com", "https://cognitiveservices.azure.com/.default"],
        ["https://x.cognitiveservices.azure.us", "https://cognitiveservices.azure.us/.default"],
        ["https://x.cognitiveservices.azure.cn", "https://cognitiveservices.azure.cn/.default"],
    ];
    for (const [address, scope] of clouds) {
        it(`signs in for ${scope} at ${address}, and names it as the only origin`, async () => {
            const http = fakeHttp(good({ value: [] }));
            await clientOf(http, { endpoint: address }).list(deadline());
            expect(http.sent[0]?.auth.scope).to.equal(scope);
            expect(http.sent[0]?.origin).to.equal(address);
        });
    }

    it("tells of a job that the service started without naming it", async () => {
        const http = fakeHttp({ ...good(undefined, {}, 200), retryAfterInMs: 3_000 });
        expect(await clientOf(http).assign([member], deadline())).to.deep.equal({
            problem: "the service named no job (no Operation-Location)",
            retryAfterInMs: 3_000,
        });
    });

    it("takes only the id from an Operation-Location", async () => {
        const http = fakeHttp(good(undefined, { "operation-location": location }, 202));
        expect(await clientOf(http).assign([member], deadline())).to.include({ jobId: "7" });
    });

    it("begins every error with what was done to which project", async () => {
        const http = fakeHttp(new ServiceError("NotFound", "no", { statusCode: 404 }));
        const client = clientOf(http, { projectKind: "text" });
        const tries = [
            client.list(deadline()),
            client.assign([member], deadline()),
            client.unassign(["/a", "/b"], deadline()),
            client.job("assign", "7", deadline()),
        ];
        await Promise.allSettled(tries);
        expect(http.sent.map(({ action }) => action)).to.deep.equal([
            'Listing the resources of text project "EmailApp"',
            'Assigning 1 resource to text project "EmailApp"',
            'Unassigning 2 resources from text project "EmailApp"',
            'Reading assign job 7 of text project "EmailApp"',
        ]);
    });
});
