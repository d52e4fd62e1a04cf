import { expect } from "chai";
import { unknownValue } from "#provider/core/unknown";
import { diff } from "#provider/lifecycle/projectResourceAssignment/diff";
import { arm, member } from "../../../harness/bench/samples";
import { planContext } from "../support/planContext";

type Properties = Record<string, unknown>;

const state: Properties = {
    endpoint: "https://contoso.cognitiveservices.azure.com",
    projectName: "EmailApp",
    projectKind: "conversations",
    apiVersion: "2022-10-01-preview",
    existing: "adopt",
    logicalName: "email-app",
    resources: [member("Weu"), member("Neu")],
    lastAssignJob: { jobId: "7", status: "succeeded" },
    __provider: "old text",
};

/** Compares the state, or one that differs from it, with inputs that differ from it. */
function compare(news: Properties, olds: Properties = {}) {
    const context = planContext();
    const planned = diff(context, { ...state, ...olds }, { ...state, lastAssignJob: undefined, ...news });
    return { planned, lines: context.lines };
}

describe("diff of an assignment", () => {
    const quiet: [title: string, news: Properties, olds?: Properties][] = [
        ["nothing", {}],
        ["the provider's text", { __provider: "new text" }],
        ["the order of the members", { resources: [member("Neu"), member("Weu")] }],
        ["letter case", { resources: [{ ...member("Weu"), azureResourceId: arm("WEU") }, member("neu")] }],
        ["how a region is written", { resources: [member("Weu", "West Europe"), member("Neu")] }],
        [
            "the whole domain",
            { resources: [member("Weu", "westeurope", "weu.cognitiveservices.azure.com"), member("Neu")] },
        ],
        [
            "the other spelling of an account's domain",
            { resources: [member("Weu", "westeurope", "weu.services.ai.azure.com"), member("Neu")] },
        ],
        ["the endpoint's closing slash", { endpoint: "https://contoso.cognitiveservices.azure.com/" }],
        ["the endpoint's letters and port", { endpoint: "HTTPS://CONTOSO.cognitiveservices.azure.com:443" }],
        [
            "the order of the timeouts",
            { timeouts: { read: "1m", create: "1h" } },
            { timeouts: { create: "1h", read: "1m" } },
        ],
        ["empty timeouts", { timeouts: undefined }, { timeouts: null }],
        [
            "what an older version did not store",
            {},
            {
                apiVersion: undefined,
                projectKind: undefined,
                existing: undefined,
                deleteDeployments: undefined,
                logicalName: undefined,
                secretInputs: undefined,
            },
        ],
    ];
    for (const [title, news, olds] of quiet) {
        it(`sees no change in ${title}`, () => {
            const { planned, lines } = compare(news, olds);
            expect(planned).to.deep.equal({
                changes: false,
                replaces: [],
                deleteBeforeReplace: false,
                detailed: [],
            });
            expect(lines).to.deep.equal([]);
        });
    }

    const updates: [title: string, news: Properties, detailed: string[], olds?: Properties][] = [
        ["a member that joined", { resources: [member("Weu"), member("Neu"), member("Eus")] }, ["add resources[2]"]],
        [
            "a member that joined in front",
            { resources: [member("Eus"), member("Weu"), member("Neu")] },
            ["add resources[0]"],
        ],
        ["a member that left", { resources: [member("Neu")] }, ["delete resources[0]"]],
        [
            "one that joined and one that left",
            { resources: [member("Eus"), member("Weu")] },
            ["add resources[0]", "delete resources[1]"],
        ],
        ["a region", { resources: [member("Weu", "eastus"), member("Neu")] }, ["update resources[0].region"]],
        [
            "a domain",
            { resources: [member("Neu"), member("Weu", "westeurope", "other")] },
            ["update resources[1].customDomain"],
        ],
        ["the api-version", { apiVersion: "2025-11-01" }, ["update apiVersion"]],
        ["the endpoint's other spelling", { endpoint: "https://contoso.services.ai.azure.com" }, ["update endpoint"]],
        ["the cloud", { cloud: "china" }, ["add cloud"]],
        ["existing", { existing: "fail" }, ["update existing"]],
        ["whether deployments may go", { deleteDeployments: true }, ["update deleteDeployments"]],
        ["the timeouts", { timeouts: { create: "1h" } }, ["add timeouts"]],
        [
            "one of the timeouts",
            { timeouts: { create: "1h", read: "1m" } },
            ["update timeouts.create", "delete timeouts.update", "add timeouts.read"],
            { timeouts: { create: "2h", update: "1h" } },
        ],
        ["the logical name", { logicalName: "renamed" }, []],
        ["an input that became secret", { secretInputs: ["resources"] }, []],
        ["an input that is secret no more", { secretInputs: undefined }, [], { secretInputs: ["resources"] }],
        ["unsettled work", {}, [], { pending: { verb: "assign", members: [], since: "2026-01-01T00:00:00Z" } }],
        ["members that are not known yet", { resources: unknownValue }, ["update resources"]],
        ["a member that is not known yet", { resources: [member("Weu"), unknownValue] }, ["update resources[1]"]],
        [
            "one more that is not known yet",
            { resources: [member("Weu"), member("Neu"), unknownValue] },
            ["add resources[2]"],
        ],
        [
            "a region that is not known yet",
            { resources: [member("Weu", unknownValue), member("Neu")] },
            ["update resources[0].region"],
        ],
        [
            "whether deployments may go, which is not known yet",
            { deleteDeployments: unknownValue },
            ["update deleteDeployments"],
        ],
    ];
    for (const [title, news, detailed, olds] of updates) {
        it(`updates for ${title}`, () => {
            const { planned } = compare(news, olds);
            expect(planned).to.include({ changes: true, deleteBeforeReplace: false });
            expect(planned.replaces).to.deep.equal([]);
            expect(planned.detailed.map(({ kind, path }) => `${kind} ${path}`)).to.deep.equal(detailed);
        });
    }

    const replacements: [title: string, news: Properties, replaces: string[], deletesFirst: boolean][] = [
        ["another project", { projectName: "Other" }, ["projectName"], false],
        ["another letter case of the project", { projectName: "emailapp" }, ["projectName"], false],
        [
            "another project of another kind",
            { projectName: "Other", projectKind: "text" },
            ["projectName", "projectKind"],
            false,
        ],
        // A target resource holds a project name only once, whatever the kind.
        ["another kind", { projectKind: "text" }, ["projectKind"], true],
        ["another endpoint", { endpoint: "https://fabrikam.cognitiveservices.azure.com" }, ["endpoint"], true],
        ["another port", { endpoint: "https://contoso.cognitiveservices.azure.com:8443" }, ["endpoint"], true],
        ["an endpoint that is not known yet", { endpoint: unknownValue }, ["endpoint"], true],
        ["a project that is not known yet", { projectName: unknownValue }, ["projectName"], false],
    ];
    for (const [title, news, replaces, deletesFirst] of replacements) {
        it(`replaces for ${title}, and ${deletesFirst ? "deletes" : "creates"} first`, () => {
            expect(compare({ ...news, existing: "fail" }).planned).to.deep.equal({
                changes: true,
                replaces,
                deleteBeforeReplace: deletesFirst,
                detailed: [
                    ...replaces.map((path) => ({ path, kind: "update", replaces: true })),
                    { path: "existing", kind: "update", replaces: false },
                ],
            });
        });
    }

    it("survives a preview in which nothing is known", () => {
        const news = Object.fromEntries(Object.keys(state).map((name) => [name, unknownValue]));
        const context = planContext();
        expect(diff(context, state, news).changes).to.equal(true);
    });
});
