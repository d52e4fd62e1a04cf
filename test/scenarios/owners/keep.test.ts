import { expect } from "chai";
import { emailApp, members } from "../support/fixtures";
import { scenario } from "../support/scenario";

const both = { name: "k", resources: members("LangA", "LangB") };

scenario("two stacks share a project, and one keeps what the other has", __dirname, {
    seed: { projects: { [emailApp]: {} } },
    config: { plan: [{ name: "a", resources: members("LangA") }] },
    async steps(scene) {
        await scene.up({ create: 1 }, ["assign"]);
        const other = await scene.beside({ plan: [{ ...both, existing: "keep" }] });
        const kept = await other.up({ create: 1 }, ["assign"]);
        expect(kept.output).to.match(/LangA was assigned to .* already and stays so, whatever becomes of "k"/);
        await other.refresh({});
        await other.up({});

        // What it only keeps it never unassigns: where it leaves, and on destroy.
        await other.set({ plan: [{ ...both, existing: "keep", resources: members("LangB") }] });
        await other.up({ update: 1 });
        await other.set({ plan: [{ ...both, existing: "keep" }] });
        await other.up({ update: 1 });
        await other.destroy({ delete: 1 }, ["unassign"]);
        expect(scene.accounts(emailApp)).to.deep.equal(["LangA"]);

        await other.up({ create: 1 }, ["assign"]);
        await other.set({ plan: [both] });
        expect((await other.up({ update: 1 })).output).to.contain('LangA now belongs to "k"');
        other.left.projects[emailApp] = { resources: [] };
        await other.end();

        await scene.refresh({ delete: 1 });
        await scene.up({ create: 1 }, ["assign"]);
    },
});
