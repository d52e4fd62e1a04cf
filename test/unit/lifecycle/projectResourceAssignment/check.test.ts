import { expect } from "chai";
import { unknownValue } from "#provider/core/unknown";
import { check, memberKey } from "#provider/lifecycle/projectResourceAssignment/check";
import { arm, member } from "../../../harness/bench/samples";
import { planContext } from "../support/planContext";

const endpoint = "https://contoso.cognitiveservices.azure.com";

/** What a program declares. */
function declared(logicalName: string, accounts: readonly string[], more: Record<string, unknown> = {}) {
    return { endpoint, projectName: "EmailApp", logicalName, resources: accounts.map((name) => member(name)), ...more };
}

describe("check of an assignment", () => {
    it("fills in the defaults and keeps what the engine and the class added", () => {
        const { inputs, failures } = check(planContext(), {}, { ...declared("a", ["Weu"]), __provider: "text" });
        expect(failures).to.deep.equal([]);
        expect(inputs).to.include({
            projectKind: "conversations",
            apiVersion: "2022-10-01-preview",
            existing: "adopt",
            logicalName: "a",
            __provider: "text",
        });
    });

    it("warns once of a region that is misspelt, and takes it", () => {
        const context = planContext();
        const resources = [member("A", "westeurop"), member("B", "westeurop"), member("C")];
        expect(check(context, {}, declared("a", [], { resources })).failures).to.deep.equal([]);
        expect(context.lines).to.deep.equal([
            'warning: "a": no region "westeurop" is known. Did you mean "westeurope"?',
        ]);
    });

    it("says nothing of regions that are not known yet, or are none", () => {
        const context = planContext();
        for (const region of [unknownValue, 7, ""]) {
            check(context, {}, declared("a", [], { resources: [{ ...member("A"), region }] }));
        }
        check(context, {}, declared("a", [], { resources: unknownValue }));
        expect(context.lines).to.deep.equal([]);
    });

    it("refuses a member that two resources declare, and names both", () => {
        const context = planContext();
        check(context, {}, declared("a", ["Weu", "Neu"]));
        const { failures } = check(context, {}, declared("b", ["Eus", "nEU"]));
        expect(failures).to.have.length(1);
        expect(failures[0]?.property).to.equal("resources[1].azureResourceId");
        expect(failures[0]?.reason).to.contain('declared by both "a" and "b"').and.contain(arm("nEU"));
    });

    it("takes a second check of the same resource for what it is", () => {
        const context = planContext();
        check(context, {}, declared("a", ["Weu"]));
        expect(check(context, {}, declared("a", ["Weu"])).failures).to.deep.equal([]);
    });

    const apart: [title: string, more: Record<string, unknown>][] = [
        ["another project", { projectName: "emailapp" }],
        ["another kind", { projectKind: "text" }],
        ["another endpoint", { endpoint: "https://fabrikam.cognitiveservices.azure.com" }],
    ];
    for (const [title, more] of apart) {
        it(`lets two resources declare a member for ${title}`, () => {
            const context = planContext();
            check(context, {}, declared("a", ["Weu"]));
            expect(check(context, {}, declared("b", ["Weu"], more)).failures).to.deep.equal([]);
        });
    }

    for (const spelled of [`${endpoint.toUpperCase()}:443/`, "https://contoso.services.ai.azure.com"]) {
        it(`finds the same project at an endpoint spelled ${spelled}`, () => {
            const context = planContext();
            check(context, {}, declared("a", ["Weu"]));
            const { failures } = check(context, {}, declared("b", ["Weu"], { endpoint: spelled }));
            expect(failures).to.have.length(1);
        });
    }

    for (const [apiVersion, isNewer] of [
        ["2027-03-01-preview", true],
        ["2025-11-15-preview", false],
        ["2022-10-01-preview", false],
    ] as const) {
        it(`${isNewer ? "warns of" : "says nothing of"} api-version ${apiVersion}`, () => {
            const context = planContext();
            const { failures, inputs } = check(context, {}, declared("a", ["Weu"], { apiVersion }));
            expect(failures).to.deep.equal([]);
            expect(inputs.apiVersion).to.equal(apiVersion);
            expect(context.lines).to.have.length(isNewer ? 1 : 0);
            if (isNewer) {
                expect(context.lines[0]).to.match(
                    /^warning: "a": api-version 2027-03-01-preview is newer than any known .* as for 2025-11-15-preview$/,
                );
            }
        });
    }

    it("refuses an unknown api-version that is older, with no warning", () => {
        const context = planContext();
        const { failures } = check(context, {}, declared("a", ["Weu"], { apiVersion: "2024-12-01" }));
        expect(failures.map(({ property }) => property)).to.deep.equal(["apiVersion"]);
        expect(failures[0]?.reason).to.match(/is not an api-version known here/);
        expect(context.lines).to.deep.equal([]);
    });

    const unknowns: [title: string, more: Record<string, unknown>][] = [
        ["the endpoint", { endpoint: unknownValue }],
        ["the project's name", { projectName: unknownValue }],
        ["the kind", { projectKind: unknownValue }],
        ["all members", { resources: unknownValue }],
        ["one member", { resources: [unknownValue] }],
        ["a member's id", { resources: [{ ...member("Weu"), azureResourceId: unknownValue }] }],
        [
            "everything",
            { endpoint: unknownValue, projectName: unknownValue, resources: unknownValue, timeouts: unknownValue },
        ],
    ];
    for (const [title, more] of unknowns) {
        it(`takes ${title} as not known yet`, () => {
            const context = planContext();
            check(context, {}, declared("a", ["Weu"]));
            expect(check(context, {}, declared("b", ["Weu"], more)).failures).to.deep.equal([]);
        });
    }

    it("still finds the known member beside an unknown one", () => {
        const context = planContext();
        check(context, {}, declared("a", ["Weu"]));
        const resources = [unknownValue, { ...member("Weu"), region: unknownValue }];
        expect(check(context, {}, declared("b", [], { resources })).failures).to.have.length(1);
    });

    it("declares what it can for inputs that are refused: nobody may take that away meanwhile", () => {
        const context = planContext();
        const refused = { existing: "no", resources: [member("Weu"), null, 5, {}, { azureResourceId: 7 }] };
        const reasons = check(context, {}, declared("a", [], refused)).failures.map(({ reason }) => reason);
        expect(reasons.join()).to.contain("is none of");
        expect(check(context, {}, declared("b", ["Weu"])).failures).to.have.length(1);
        expect(context.members.declaredBy("a")).to.equal(undefined);
    });

    it("declares nothing for a resource without a name, as older programs send it", () => {
        const context = planContext();
        const { logicalName, ...nameless } = declared("a", ["Weu"]);
        expect(check(context, {}, nameless).failures).to.deep.equal([]);
        expect(check(context, {}, declared("b", ["Weu"])).failures).to.deep.equal([]);
        expect(logicalName).to.equal("a");
    });

    it("takes a member twice in one resource for a mistake, and says which", () => {
        const { failures } = check(planContext(), {}, declared("a", ["Weu", "Neu", "wEU"]));
        expect(failures.map(({ property }) => property).join()).to.contain("resources[2]");
    });
});

describe("memberKey", () => {
    it("is the same for every spelling of project and member", () => {
        const project = { endpoint, projectKind: "conversations" as const, projectName: "EmailApp" };
        expect(memberKey(project, arm("Weu"))).to.equal(
            memberKey({ ...project, endpoint: `${endpoint}/` }, arm("wEU").toUpperCase()),
        );
    });
});
