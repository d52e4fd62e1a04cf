import { expect } from "chai";
import { deviceId, devices, emailApp, members, room } from "../support/fixtures";
import { scenario } from "../support/scenario";
import type { Scene } from "../support/scene";

/** What states have not always had. */
const newer = ["apiVersion", "projectKind", "cloud", "existing", "logicalName", "secretInputs", "observedIn"];

scenario("a state of an older shape updates and deletes", __dirname, {
    seed: { projects: { [emailApp]: {} }, devices: devices(1) },
    config: { resources: members("LangWeu"), deviceId: deviceId(1), account: room(1) },
    async steps(scene) {
        await scene.up({ create: 2 }, ["assign", "bind"]);

        await makeOlder(scene);
        await scene.set({ resources: members("LangWeu", "LangNeu"), account: room(2) });
        await scene.up({ update: 2 }, ["assign", "unbind", "bind"]);
        expect(scene.accounts(emailApp)).to.deep.equal(["LangNeu", "LangWeu"]);
        expect(scene.bound(deviceId(1))).to.equal(room(2));
        expect((await scene.stored("email"))?.outputs).to.include({ logicalName: "email", existing: "adopt" });

        await makeOlder(scene);
        await scene.refresh({});
        expect((await scene.stored("email"))?.id).to.equal("analyze-conversations/projects/EmailApp");
        expect((await scene.stored("room-1"))?.id).to.equal(deviceId(1));
        await scene.up({});
        await makeOlder(scene);
        const { destroyed } = await scene.end();
        expect(destroyed.posts).to.have.members(["unassign", "unbind"]);
    },
});

async function makeOlder(scene: Scene): Promise<void> {
    const state = await scene.stack.exportState();
    for (const resource of state.resources) {
        const { inputs, outputs } = resource;
        resource.id = resource.name === "email" ? "analyze-conversations/projects/EmailApp" : deviceId(1);
        for (const name of newer) {
            delete inputs[name];
            delete outputs[name];
        }
    }
    await scene.stack.importState(state);
}
