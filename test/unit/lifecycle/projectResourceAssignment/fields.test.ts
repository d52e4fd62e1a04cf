import { expect } from "chai";
import {
    accountId,
    assignment,
    checkAssignment,
    failuresWith,
    member,
    titleOf,
    unknown,
    withMember,
} from "../../support/goodInputs";
import { assignmentRefusals } from "./assignmentRefusals";

const goodId = /for example "\/subscriptions\/[0-9a-f-]+\/resourceGroups\/my-group\/providers\/Microsoft\.Cognit/;
const other = { ...member, azureResourceId: accountId.replace("contoso", "fabrikam") };

const accepted: Record<string, unknown>[] = [
    { endpoint: "https://contoso.cognitiveservices.azure.com/" },
    { endpoint: "HTTPS://Contoso.CognitiveServices.Azure.Com:443" },
    { endpoint: "https://contoso.cognitiveservices.azure.us" },
    { endpoint: "https://language.example:8443" },
    { endpoint: "http://127.0.0.1:5000" },
    { endpoint: "http://localhost:5000/" },
    { endpoint: "http://[::1]:5000" },
    { projectName: "a" },
    { projectName: "..." },
    { projectName: "Travel_Agent-1.0" },
    { projectName: "x".repeat(100) },
    { projectKind: "text" },
    { projectKind: "text", apiVersion: "2023-04-15-preview" },
    { projectKind: "text", apiVersion: "2025-05-15-preview" },
    { apiVersion: "2022-10-01-preview" },
    { apiVersion: "2023-11-15-preview" },
    { apiVersion: "2024-11-15-preview" },
    { apiVersion: "2025-11-01" },
    { apiVersion: "2025-11-15-preview" },
    { cloud: "public" },
    { cloud: "usgovernment" },
    { cloud: "china" },
    { existing: "fail" },
    { existing: "keep" },
    { deleteDeployments: true },
    { deleteDeployments: null },
    { resources: [member, other] },
    withMember({ azureResourceId: accountId.toLowerCase() }),
    withMember({ azureResourceId: accountId.toUpperCase() }),
    withMember({ azureResourceId: accountId.replace("my-group", "Büro_(1).x") }),
    withMember({ customDomain: "Contoso-2" }),
    withMember({ customDomain: "contoso.cognitiveservices.azure.com" }),
    withMember({ customDomain: "contoso.cognitiveservices.azure.com." }),
    withMember({ region: "West US 2" }),
    { timeouts: {} },
    { timeouts: { create: "30m", update: "1h30m", delete: "1.5h", read: "90s" } },
    { timeouts: { create: null } },
    { cloud: null, timeouts: null, apiVersion: null, projectKind: null, existing: null },
    { resourcs: null, lastAssignJob: null, pending: undefined },
];

const wrongIds: [string, RegExp][] = [
    ["", /is empty/],
    ["contoso", /is not an ARM id/],
    [accountId.slice(1), /is not an ARM id/],
    [` ${accountId}`, /is not an ARM id/],
    [accountId.replace("resourceGroups", "groups"), /is not an ARM id/],
    [accountId.replace("11111111", "1111"), /has no subscription GUID/],
    [accountId.replace("my-group", ""), /has no good resource group name/],
    [accountId.replace("my-group", "my group"), /has no good resource group name/],
    [accountId.replace("my-group", "my-group."), /has no good resource group name/],
    [accountId.replace("CognitiveServices", "Search"), /is not the id of a Cognitive Services account/],
    [accountId.replace("accounts", "locations"), /is not the id of a Cognitive Services account/],
    [accountId.slice(0, accountId.lastIndexOf("/")), /has no good account name/],
    [accountId.replace("contoso", ""), /has no good account name/],
    [`${accountId}?x`, /has no good account name/],
    [`${accountId} `, /has no good account name/],
    [`${accountId}/`, /ends with a slash/],
    [`${accountId}/deployments/x`, /something inside an account; stop after the account's name/],
];

describe("the inputs of an assignment", () => {
    it("takes good inputs as they are and adds the defaults", () => {
        expect(checkAssignment({ ...assignment })).to.deep.equal({
            inputs: {
                ...assignment,
                projectKind: "conversations",
                apiVersion: "2022-10-01-preview",
                existing: "adopt",
                deleteDeployments: false,
            },
            failures: [],
        });
    });

    it("changes no spelling, drops what is absent and passes on what the class and the engine add", () => {
        const given = {
            endpoint: "HTTPS://Contoso.cognitiveservices.azure.com:443/",
            projectName: "Travel",
            projectKind: "text",
            apiVersion: "2025-05-15-preview",
            cloud: null,
            existing: "fail",
            deleteDeployments: true,
            resources: [{ ...member, region: "West US", extra: null }],
            timeouts: { create: "1h", read: null },
        };
        const beside = { __provider: "source", logicalName: "travel", secretInputs: ["timeouts"] };
        const { inputs, failures } = checkAssignment({ ...given, ...beside });
        expect(failures).to.deep.equal([]);
        expect(inputs).to.deep.equal({
            ...beside,
            endpoint: given.endpoint,
            projectName: "Travel",
            projectKind: "text",
            apiVersion: "2025-05-15-preview",
            existing: "fail",
            deleteDeployments: true,
            resources: [{ ...member, region: "West US" }],
            timeouts: { create: "1h" },
        });
    });

    for (const change of accepted) {
        it(`takes ${titleOf(change)}`, () => {
            expect(failuresWith(checkAssignment, assignment, change)).to.deep.equal([]);
        });
    }

    for (const { change, property, says } of assignmentRefusals) {
        it(`refuses ${titleOf(change)}`, () => {
            const failures = failuresWith(checkAssignment, assignment, change);
            expect(failures.map((failure) => failure.property)).to.deep.equal([property]);
            for (const pattern of says) {
                expect(failures[0]?.reason).to.match(pattern);
            }
        });
    }

    for (const [azureResourceId, says] of wrongIds) {
        it(`refuses the id ${titleOf(azureResourceId)}`, () => {
            const failures = failuresWith(checkAssignment, assignment, withMember({ azureResourceId }));
            expect(failures.map((failure) => failure.property)).to.deep.equal(["resources[0].azureResourceId"]);
            expect(failures[0]?.reason).to.match(says).and.to.match(goodId).and.to.contain(`"${azureResourceId}"`);
        });
    }

    it("reports every failure at once", () => {
        const bad = { resources: [{ azureResourceId: 1, region: "?" }], projectKind: "x", extra: 1 };
        const { failures } = checkAssignment(bad);
        expect(failures.map((failure) => failure.property)).to.have.members([
            "extra",
            "endpoint",
            "projectName",
            "projectKind",
            "resources[0].azureResourceId",
            "resources[0].customDomain",
            "resources[0].region",
        ]);
    });

    it("names the first of each set of duplicates", () => {
        const resources = [member, other, { ...other }, { ...member, azureResourceId: accountId.toLowerCase() }];
        const failures = failuresWith(checkAssignment, assignment, { resources });
        expect(failures.map((failure) => failure.property)).to.deep.equal([
            "resources[2].azureResourceId",
            "resources[3].azureResourceId",
        ]);
        expect(failures[0]?.reason).to.contain("resources[1]");
        expect(failures[1]?.reason).to.contain("resources[0]");
    });

    it("takes names that objects inherit for unknown names", () => {
        const news = JSON.parse(`{"__proto__": {"endpoint": "https://x.y"}, "constructor": "x", "toString": 1}`);
        const { inputs, failures } = checkAssignment({ ...assignment, ...news, endpoint: null });
        expect(Object.getPrototypeOf(inputs)).to.equal(Object.prototype);
        expect(failures.map((failure) => failure.property)).to.include.members(["constructor", "toString", "endpoint"]);
    });
});

describe("the inputs of an assignment in a preview", () => {
    const names = [
        "endpoint",
        "projectName",
        "projectKind",
        "resources",
        "apiVersion",
        "cloud",
        "existing",
        "deleteDeployments",
        "timeouts",
    ];

    it("takes every input unknown, and leaves the unknown ones as they are", () => {
        const news = Object.fromEntries(names.map((name) => [name, unknown]));
        expect(checkAssignment(news)).to.deep.equal({ inputs: news, failures: [] });
    });

    it("takes unknown values inside lists and objects, and checks what is known beside them", () => {
        const failures = failuresWith(checkAssignment, assignment, {
            resources: [unknown, { azureResourceId: unknown, customDomain: unknown, region: "?" }, withUnknownId()],
            timeouts: { create: unknown, read: "x" },
        });
        expect(failures.map((failure) => failure.property)).to.deep.equal(["resources[1].region", "timeouts.read"]);
    });

    it("waits for the kind before it refuses a version that serves one kind only", () => {
        const change = { projectKind: unknown, apiVersion: "2025-11-01" };
        expect(failuresWith(checkAssignment, assignment, change)).to.deep.equal([]);
    });

    function withUnknownId() {
        return { ...member, azureResourceId: unknown };
    }
});
