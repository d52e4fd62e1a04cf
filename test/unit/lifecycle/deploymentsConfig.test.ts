import { expect } from "chai";
import { DeploymentsConfig, deploymentsConfigCommand } from "#provider/lifecycle/deploymentsConfig";
import { check } from "#provider/lifecycle/projectResourceAssignment/check";
import { planContext } from "./support/planContext";
import { member } from "./support/samples";

describe("the configuration deleteDeployments", () => {
    const cases: [text: string | undefined, emailApp: boolean, other: boolean][] = [
        [undefined, false, false],
        ["", false, false],
        ["false", false, false],
        ["true", true, true],
        [' ["EmailApp"] ', true, false],
        ["[]", false, false],
    ];
    for (const [text, emailApp, other] of cases) {
        it(`${text} allows EmailApp: ${emailApp}, Other: ${other}`, () => {
            const config = new DeploymentsConfig(text);
            expect([config.allows("EmailApp"), config.allows("Other"), config.problem]).to.deep.equal([
                emailApp,
                other,
                undefined,
            ]);
        });
    }

    for (const text of ["yes", "True", "1", "EmailApp", "[1]", '{"EmailApp":true}', '"true"', "null"]) {
        it(`${text} allows nothing, and check says what would be right`, () => {
            const context = planContext({ deleteDeployments: text });
            expect(context.deleteDeployments.allows("EmailApp")).to.equal(false);
            const inputs = { endpoint: "https://contoso.cognitiveservices.azure.com", projectName: "EmailApp" };
            const { failures } = check(context, {}, { ...inputs, resources: [member("A")], logicalName: "a" });
            expect(failures.map(({ reason }) => reason).join()).to.contain(
                "neither true, false nor a JSON list of project names",
            );
        });
    }

    it("names the command that sets it", () => {
        expect(deploymentsConfigCommand("EmailApp")).to.equal(
            `pulumi config set azure-assignments:deleteDeployments '["EmailApp"]'`,
        );
    });
});
