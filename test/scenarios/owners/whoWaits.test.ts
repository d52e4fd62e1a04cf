import { expect } from "chai";
import { emailApp, members } from "../support/fixtures";
import { scenario } from "../support/scenario";
import type { Scene } from "../support/scene";

/** So many attempts take longer than "a" waits, as each is 0.4 s at least after the one before. */
const attempts = 12;
const soon = "3s";

scenario("a job is sent only for who still waits", __dirname, {
    seed: { projects: { [emailApp]: {} } },
    config: { plan: [] },
    async steps(scene) {
        const created = (timeouts?: object) => [
            { name: "a", resources: members("LangA"), timeouts },
            { name: "b", resources: members("LangB") },
        ];
        await scene.set({ plan: created({ create: soon }) });
        await failInConflict(scene);
        expect([scene.accounts(emailApp), await scene.storedNames()]).to.deep.equal([["LangB"], ["b"]]);
        await scene.set({ plan: created() });
        await scene.up({ create: 1 }, ["assign"]);

        const updated = (timeouts?: object) => [
            { name: "a", resources: members("LangA", "LangC"), timeouts },
            { name: "b", resources: members("LangB", "LangD") },
        ];
        await scene.set({ plan: updated({ update: soon }) });
        await failInConflict(scene);
        expect(scene.accounts(emailApp)).to.deep.equal(["LangA", "LangB", "LangD"]);
        expect((await scene.stored("a"))?.outputs.resources).to.have.lengthOf(1);
        await scene.set({ plan: updated() });
        await scene.up({ update: 1 }, ["assign"]);
    },
});

/** An up during which a job of somebody else keeps every other from being started, for longer than "a" waits. */
async function failInConflict(scene: Scene): Promise<void> {
    scene.faults({ match: { operation: "assign" }, times: attempts, action: { status: 409 } });
    const { posts } = await scene.fail("up", ["another job is changing the project", "nothing was sent"], "any");
    expect(posts.length).to.equal(attempts + 1);
    scene.faults();
}
