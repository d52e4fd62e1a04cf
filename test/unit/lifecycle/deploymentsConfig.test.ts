import { expect } from "chai";
import { DeploymentsConfig, waysToLetGo } from "#provider/lifecycle/deploymentsConfig";
import { check } from "#provider/lifecycle/projectResourceAssignment/check";
import { member } from "../../harness/bench/samples";
import { planContext } from "./support/planContext";

describe("the configuration deleteDeployments, and the variable beside it", () => {
    const cases: [text: string | undefined, emailApp: boolean, other: boolean][] = [
        [undefined, false, false],
        ["", false, false],
        ["false", false, false],
        ["true", true, true],
        [' ["EmailApp"] ', true, false],
        ["[]", false, false],
    ];
    for (const [text, emailApp, other] of cases) {
        for (const place of ["config", "variable"]) {
            it(`${text} as ${place} allows EmailApp: ${emailApp}, Other: ${other}`, () => {
                const config = new DeploymentsConfig({ [place]: text });
                expect([config.allows("EmailApp"), config.allows("Other"), config.problem]).to.deep.equal([
                    emailApp,
                    other,
                    undefined,
                ]);
            });
        }
    }

    it("allow what either allows", () => {
        const config = new DeploymentsConfig({ config: '["EmailApp"]', variable: '["Other"]' });
        expect(["EmailApp", "Other", "Third"].map((name) => config.allows(name))).to.deep.equal([true, true, false]);
    });

    it("allow nothing by a variable that is not understood, and name it", () => {
        const config = new DeploymentsConfig({ config: '["EmailApp"]', variable: "yes" });
        expect([config.allows("EmailApp"), config.allows("Other")]).to.deep.equal([true, false]);
        expect(config.problem).to.contain("environment variable AZURE_ASSIGNMENTS_DELETE_DEPLOYMENTS");
    });

    for (const text of ["yes", "True", "1", "EmailApp", "[1]", '{"EmailApp":true}', '"true"', "null"]) {
        it(`${text} allows nothing, and check says what would be right`, () => {
            const context = planContext({ deleteDeployments: { config: text } });
            expect(context.deleteDeployments.allows("EmailApp")).to.equal(false);
            const inputs = { endpoint: "https://contoso.cognitiveservices.azure.com", projectName: "EmailApp" };
            const { failures } = check(context, {}, { ...inputs, resources: [member("A")], logicalName: "a" });
            expect(failures.map(({ reason }) => reason).join()).to.contain(
                "neither true, false nor a JSON list of project names",
            );
        });
    }

    it("names the ways to set them", () => {
        expect(waysToLetGo("EmailApp"))
            .to.contain(`AZURE_ASSIGNMENTS_DELETE_DEPLOYMENTS='["EmailApp"]' in its environment`)
            .and.contain(`pulumi config set azure-assignments:deleteDeployments '["EmailApp"]' and then pulumi up`);
    });
});
