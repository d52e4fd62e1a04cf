import { expect } from "chai";
import { deviceId, devices, emailApp, members } from "../support/fixtures";
import type { Held } from "../support/held";
import { scenario } from "../support/scenario";

const chatApp = "analyze-conversations/ChatApp";

scenario("destroy is done where nothing is left, and again when repeated", __dirname, {
    seed: { projects: { [emailApp]: {}, [chatApp]: {} }, devices: devices(2) },
    config: { resources: members("LangWeu"), deviceIds: [deviceId(1), deviceId(2)] },
    async steps(scene) {
        await scene.up({ create: 4 }, ["assign", "assign", "bind", "bind"]);
        scene.outside(loseHalf);
        loseHalf(scene.left);

        const { destroyed } = await scene.end();
        expect(destroyed.posts).to.have.members(["unassign", "unbind"]);
        expect(destroyed.changes).to.deep.equal({ delete: 4 });

        const repeated = await scene.destroy({});
        expect(repeated.requests).to.deep.equal([]);
    },
});

function loseHalf(held: Held): void {
    delete held.projects[chatApp];
    delete held.devices[deviceId(2)];
}
