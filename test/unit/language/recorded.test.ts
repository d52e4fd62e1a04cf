import { expect } from "chai";
import { Deadline } from "#provider/core/deadline";
import { ServiceError } from "#provider/core/errors";
import { AuthoringClient } from "#provider/language/client";
import { type Step, scriptedTransport } from "../support/scriptedTransport";
import { errorOf, testClient } from "../support/testClient";
import { virtualClock } from "../support/virtualClock";

/* Exchanges in the shape in which they were recorded of the live service, with names and ids of our own. */
const endpoint = "https://contoso.cognitiveservices.azure.com";
const version = "2025-11-15-preview";
const jobId = "3f0c9a44-7d1e-4b52-9c11-6a2f0e8d5b70_638986752000000000";
const base = `${endpoint}/language/authoring/analyze-conversations/projects/EmailApp`;
const member = {
    azureResourceId:
        "/subscriptions/8ff19748-59ed-4e8a-af4b-7ce285849735/resourceGroups/g/providers/Microsoft.CognitiveServices/accounts/contoso-eus",
    customDomain: "contoso-eus.cognitiveservices.azure.com",
    region: "eastus2",
};
const headers = {
    "apim-request-id": "aaaa1111-0000-4000-8000-000000000001",
    "request-id": "aaaa1111-0000-4000-8000-000000000001",
    Date: "Fri, 14 Nov 2025 00:37:36 GMT",
    "x-envoy-upstream-service-time": "30",
    "x-ms-region": "East US",
};
const accepted = (verb: string): Step => ({
    status: 202,
    headers: {
        ...headers,
        "Content-Length": "0",
        "operation-location": `${base}/resources/${verb}/jobs/${jobId}?api-version=${version}`,
    },
});
const job = (status: string): Step => ({
    status: 200,
    headers,
    body: {
        jobId,
        // A second ahead of the answer's Date.
        createdDateTime: "2025-11-14T00:37:37Z",
        lastUpdatedDateTime: "2025-11-14T00:37:38Z",
        expirationDateTime: "2025-11-21T00:37:37Z",
        status,
    },
});
const refused = (status: number, error: object): Step => ({
    status,
    headers: { ...headers, "Content-Type": "application/json" },
    body: { error },
});

function play(...steps: Step[]) {
    const clock = virtualClock();
    const transport = scriptedTransport(clock, steps);
    const project = { endpoint, projectName: "EmailApp", projectKind: "conversations", apiVersion: version } as const;
    const client = new AuthoringClient(testClient(clock, { transport }).client, project);
    return { client, transport, deadline: new Deadline(clock, 60_000) };
}

describe("exchanges as recorded, fed to the client", () => {
    for (const verb of ["assign", "unassign"] as const) {
        it(`${verb}: the job is named, has not started at first, and succeeds without errors`, async () => {
            const { client, transport, deadline } = play(accepted(verb), job("notStarted"), job("succeeded"));
            const started =
                verb === "assign"
                    ? await client.assign([member], deadline)
                    : await client.unassign([member.azureResourceId], deadline);
            expect(started).to.deep.equal({ jobId, retryAfterInMs: undefined });
            const first = await client.job(verb, jobId, deadline, true);
            expect(first.job).to.deep.include({ jobId, status: "notStarted", errors: [] });
            expect((await client.job(verb, jobId, deadline)).job).to.deep.equal({
                jobId,
                status: "succeeded",
                createdDateTime: "2025-11-14T00:37:37Z",
                lastUpdatedDateTime: "2025-11-14T00:37:38Z",
                errors: [],
            });
            const paths = transport.seen.map(({ url }) => url.replace(base, ""));
            const status = `/resources/${verb}/jobs/${jobId}?api-version=${version}`;
            expect(paths).to.deep.equal([`/resources/:${verb}?api-version=${version}`, status, status]);
        });
    }

    it("list: nothing", async () => {
        const { client, deadline } = play({ status: 200, headers, body: { value: [], nextLink: null } });
        expect(await client.list(deadline)).to.deep.equal([]);
    });

    it("an unknown job: the service's words, the request's id, and what that means", async () => {
        const message = "Operation not found `00000000-0000-0000-0000-000000000000`.";
        const { client, deadline } = play(refused(404, { code: "NotFound", message }));
        const error = await errorOf(
            client.job("assign", "00000000-0000-0000-0000-000000000000", deadline),
            ServiceError,
        );
        expect(error.message)
            .to.contain(`404 NotFound: ${message}`)
            .and.contain("(request aaaa1111-0000-4000-8000-000000000001)")
            .and.contain("it keeps a job for seven days");
    });

    it("an unknown member of a body: what and where, from the details", async () => {
        const detail =
            "Could not find member 'x' on object of type 'AssignProjectResourcesDetails'. Path 'x', line 1, position 5.";
        const details = [{ code: "InvalidArgument", message: detail, target: "x" }];
        const error = { code: "InvalidArgument", message: "Failed to parse the input.", details };
        const { client, deadline } = play(refused(400, error));
        const thrown = await errorOf(client.assign([member], deadline), ServiceError);
        expect(thrown.message).to.contain("400 InvalidArgument: Failed to parse the input.").and.contain(detail);
    });
});
