import { expect } from "chai";
import { emailApp, members } from "../support/fixtures";
import { scenario } from "../support/scenario";

scenario("what --target leaves out is not seen, until a refresh", __dirname, {
    seed: { projects: { [emailApp]: {} } },
    config: {
        plan: [
            { name: "a", resources: members("LangA", "LangB") },
            { name: "b", resources: members("LangC") },
        ],
    },
    async steps(scene) {
        await scene.up({ create: 2 }, "any");
        await scene.set({
            plan: [
                { name: "a", resources: members("LangA") },
                { name: "b", resources: members("LangB", "LangC") },
            ],
        });
        await scene.up({ update: 1 }, [], { targets: ["b"] });

        // "b" has LangB in its state, but takes no part in this run.
        const blind = await scene.up({ update: 1 }, ["unassign"], { targets: ["a"] });
        expect(blind.output).to.contain("A resource that --target or --exclude leaves out cannot be seen");
        expect(scene.accounts(emailApp)).to.deep.equal(["LangA", "LangC"]);
        await scene.up({});

        await scene.refresh({ update: 1 });
        await scene.up({ update: 1 }, ["assign"]);
        expect(scene.accounts(emailApp)).to.deep.equal(["LangA", "LangB", "LangC"]);
    },
});
