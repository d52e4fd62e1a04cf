import { expect } from "chai";
import { emailApp, member, members } from "../support/fixtures";
import { scenario } from "../support/scenario";

scenario('a replacement that the engine is told to make, under existing: "fail"', __dirname, {
    seed: { projects: { [emailApp]: {} } },
    options: { badMember: "partiallyCompleted" },
    config: { plan: [{ name: "a", existing: "fail", resources: members("LangA") }] },
    async steps(scene) {
        const fails = { name: "a", existing: "fail", options: { replaceOnChanges: ["*"] } };
        await scene.up({ create: 1 }, ["assign"]);

        // The provider is not told of the old one.
        const says = [
            "refused: already assigned",
            "pulumi state untaint",
            'existing to "adopt"',
            "Nothing was changed",
        ];
        await scene.fail("up", says, [], { replace: ["a"] });
        await scene.taint("a");
        await scene.fail("up", says, []);
        await scene.taint("a", false);
        await scene.up({});

        // Here it is: what was left unfinished is replaced, and what is there is known as its own. What may yet come goes.
        await scene.set({ plan: [{ ...fails, resources: [...members("LangA"), member("bad2")] }] });
        expect((await scene.run("up")).ok).to.equal(false);
        await scene.set({ plan: [{ ...fails, resources: members("LangA", "LangB") }] });
        await scene.up({ replace: 1 }, ["assign", "unassign"]);
        expect(scene.accounts(emailApp)).to.deep.equal(["LangA", "LangB"]);
        await scene.up({});

        await scene.set({ plan: [{ name: "a", existing: "adopt", resources: members("LangA", "LangB") }] });
        const replaced = await scene.up({ replace: 1 }, [], { replace: ["a"] });
        expect(replaced.output).to.contain("its replacement has it");
        expect(scene.accounts(emailApp)).to.deep.equal(["LangA", "LangB"]);
    },
});
