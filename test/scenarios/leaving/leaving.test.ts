import { expect } from "chai";
import { deviceId, devices, emailApp, members, room } from "../support/fixtures";
import { scenario } from "../support/scenario";
import type { Scene } from "../support/scene";

const both = { declared: ["email", "room-1"], deviceId: deviceId(1) };
const seed = { projects: { [emailApp]: {} }, devices: devices(1) };

scenario("what moves to another stack is adopted there and not undone here", __dirname, {
    seed,
    config: { ...both, resources: members("LangWeu", "LangNeu") },
    async steps(scene) {
        await scene.up({ create: 2 }, ["assign", "bind"]);

        await scene.forget("email", "room-1");
        await scene.set({ declared: [] });
        await scene.up({});
        const other = await scene.beside({ ...both, resources: members("LangWeu", "LangNeu") });
        await other.up({ create: 2 });

        // One member of several goes back to the first stack: each takes over what it now declares.
        await other.forget("email");
        await other.set({ resources: members("LangNeu") });
        await other.up({ create: 1 });
        await scene.set({ declared: ["email"], resources: members("LangWeu") });
        await scene.up({ create: 1 });

        await scene.destroy({ delete: 1 }, ["unassign"]);
        expect(scene.accounts(emailApp)).to.deep.equal(["LangNeu"]);
        expect(scene.bound(deviceId(1))).to.equal(room(1));
        await scene.set({ declared: [] });
        Object.assign(other.left, scene.left);
        await other.end();
    },
});

scenario("with retainOnDelete, nothing is undone: not by a change of the program, nor by destroy", __dirname, {
    seed,
    config: { ...both, resources: members("LangWeu") },
    async steps(scene) {
        await scene.up({ create: 2 }, ["assign", "bind"]);
        const held = scene.held();
        await scene.set({ retain: true });
        await scene.up({});

        await scene.set({ declared: ["email"] });
        await scene.up({ delete: 1 });
        await scene.destroy({ delete: 1 });
        expect(await scene.storedNames()).to.deep.equal([]);
        expect(scene.held()).to.deep.equal(held);
        Object.assign(scene.left, held);

        // What a stack has left as it is, a later one takes over.
        await scene.set(both);
        await scene.up({ create: 2 });
    },
});

scenario("what a newer version has stored besides is passed over", __dirname, {
    seed,
    config: { ...both, resources: members("LangWeu") },
    async steps(scene) {
        await scene.up({ create: 2 }, ["assign", "bind"]);

        await storeMore(scene);
        await scene.up({});
        await scene.refresh({});
        await scene.set({ resources: members("LangWeu", "LangNeu") });
        await scene.up({ update: 1 }, ["assign"]);
        await storeMore(scene);
    },
});

/** Gives each resource an output that this version knows nothing of. */
async function storeMore(scene: Scene): Promise<void> {
    const { resources, ...rest } = await scene.stack.exportState();
    const more = resources.map((one) => ({ ...one, outputs: { ...one.outputs, fromTheFuture: { since: 2030 } } }));
    await scene.stack.importState({ ...rest, resources: more });
}
