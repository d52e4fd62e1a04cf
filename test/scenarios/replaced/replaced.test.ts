import { expect } from "chai";
import { deviceId, devices, emailApp, members, room } from "../support/fixtures";
import { scenario } from "../support/scenario";
import { warningsIn } from "../support/warningsIn";

const chatApp = "analyze-conversations/ChatApp";

scenario("another project, device or endpoint replaces", __dirname, {
    frontEnds: ["dynamic", "plugin"],
    seed: { projects: { [emailApp]: {}, [chatApp]: {} }, devices: devices(2) },
    config: { projectName: "EmailApp", resources: members("LangWeu"), deviceId: deviceId(1) },
    async steps(scene) {
        await scene.up({ create: 2 }, ["assign", "bind"]);

        // Taken back while the first ones are still to be deleted, in the names of those who have them again.
        await scene.set({ projectName: "ChatApp", deviceId: deviceId(2) });
        scene.faults({ match: { path: ":unassign|/unassignResource" }, times: 99, action: { status: 403 } });
        expect((await scene.run("up")).ok).to.equal(false);
        scene.faults();
        await scene.set({ projectName: "EmailApp", deviceId: deviceId(1) });
        expect((await scene.run("up")).ok).to.equal(true);
        expect([scene.accounts(emailApp), scene.accounts(chatApp)]).to.deep.equal([["LangWeu"], []]);
        expect([scene.bound(deviceId(1)), scene.bound(deviceId(2))]).to.deep.equal([room(1), null]);

        await scene.set({ projectName: "ChatApp", deviceId: deviceId(2) });
        const moved = await scene.up({ replace: 2 }, ["assign", "unassign", "bind", "unbind"]);
        expect(moved.posts.filter((post) => post.endsWith("assign"))).to.deep.equal(["assign", "unassign"]);
        expect(moved.posts.filter((post) => post.endsWith("bind"))).to.deep.equal(["bind", "unbind"]);
        expect(warningsIn(moved)[0]).to.match(/will unassign LangWeu from conversations project "EmailApp"/);
        expect([scene.accounts(emailApp), scene.accounts(chatApp)]).to.deep.equal([[], ["LangWeu"]]);
        expect([scene.bound(deviceId(1)), scene.bound(deviceId(2))]).to.deep.equal([null, room(1)]);

        await scene.set({ endpoint: scene.emulator.url.replace("127.0.0.1", "localhost") });
        const readdressed = await scene.up({ replace: 1 }, ["unassign", "assign"]);
        expect(readdressed.posts).to.deep.equal(["unassign", "assign"]);
        expect(scene.accounts(chatApp)).to.deep.equal(["LangWeu"]);
    },
});
