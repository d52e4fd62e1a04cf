import { expect } from "chai";
import { withEnvironment } from "../../unit/support/withEnvironment";
import { chooseEngine } from "../chooseEngine";

describe("chooseEngine", () => {
    const withoutCli = { PATH: "/nowhere/bin", PULUMI_HOME: "/nowhere" };
    const chosen = (name?: string) =>
        withEnvironment(withoutCli, () =>
            chooseEngine(name).then(
                (engine) => engine.name,
                (error: Error) => error.message,
            ),
        );

    it("takes the test engine where there is no CLI, or where it is asked for", async () => {
        expect([await chosen(), await chosen("test")]).to.deep.equal(["test", "test"]);
    });

    it("refuses Pulumi's where there is none, and says how to get it", async () => {
        expect(await chosen("pulumi")).to.match(/^No Pulumi CLI was found.*Install it from .*leave --engine out/);
    });

    it("refuses a name of none, and says what is possible", async () => {
        expect(await chosen("other")).to.equal('--engine is "other"; it can be pulumi or test.');
    });
});
