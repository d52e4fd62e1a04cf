import { expect } from "chai";
import { emailApp, members } from "../support/fixtures";
import { scenario } from "../support/scenario";

scenario("two stacks own different members of one project", __dirname, {
    seed: { projects: { [emailApp]: { resources: members("Stranger") } } },
    config: { resources: members("LangWeu") },
    async steps(scene) {
        await scene.up({ create: 1 }, ["assign"]);
        const other = await scene.beside({ resources: members("LangNeu") });
        await other.up({ create: 1 }, ["assign"]);
        expect(scene.accounts(emailApp)).to.deep.equal(["LangNeu", "LangWeu", "Stranger"]);

        await scene.refresh({});
        await scene.set({ resources: members("LangUks") });
        await scene.up({ update: 1 }, ["assign", "unassign"]);
        expect(scene.accounts(emailApp)).to.deep.equal(["LangNeu", "LangUks", "Stranger"]);

        await scene.destroy({ delete: 1 }, ["unassign"]);
        expect(scene.accounts(emailApp)).to.deep.equal(["LangNeu", "Stranger"]);
        await other.refresh({});
        await scene.up({ create: 1 }, ["assign"]);
        // What the first stack has come to is not for the second to undo.
        other.left.projects[emailApp] = { resources: members("LangUks", "Stranger") };
        await other.end();
    },
});
