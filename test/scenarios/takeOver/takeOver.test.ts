import { expect } from "chai";
import { secret } from "../support/createStack";
import { deviceId, devices, emailApp, members, room } from "../support/fixtures";
import { scenario } from "../support/scenario";
import type { Scene } from "../support/scene";

const start = {
    seed: { projects: { [emailApp]: {} }, devices: devices(1) },
    config: { resources: members("LangWeu", "LangNeu"), deviceId: deviceId(1), account: secret(room(1)) },
};

/** What the state has under the names that only dynamic resources have. */
async function dynamicNames(scene: Scene): Promise<string[]> {
    const stored = await Promise.all(["email", "room-1"].map((name) => scene.stored(name)));
    const names = stored.flatMap((resource) => Object.keys({ ...resource?.inputs, ...resource?.outputs }));
    return [...new Set(names)].filter((name) => ["__provider", "logicalName", "secretInputs"].includes(name));
}

scenario("the plugin takes a stack of dynamic resources over, and gives it back", __dirname, {
    ...start,
    frontEnds: ["dynamic"],
    async steps(scene) {
        await scene.up({ create: 3 }, ["assign", "bind"]);
        scene.stack.setEnv({ FRONT_END: "plugin" });

        const taken = await scene.up({});
        expect(taken.requests, "requests of taking over").to.deep.equal([]);
        expect((await scene.stored("email"))?.type).to.equal("azure-assignments:language:ProjectResourceAssignment");
        await scene.refresh({});
        expect(await dynamicNames(scene), "names of dynamic resources").to.deep.equal([]);
        await scene.set({ resources: members("LangWeu", "LangFrc"), account: secret(room(2)) });
        await scene.up({ update: 2 }, ["assign", "unassign", "unbind", "bind"]);

        scene.stack.setEnv({ FRONT_END: "dynamic" });
        const given = await scene.up({ update: 2 });
        expect(given.requests, "requests of giving back").to.deep.equal([]);
        expect(await dynamicNames(scene)).to.include("__provider");
        await scene.refresh({});
        const { destroyed } = await scene.end();
        expect(destroyed.posts).to.have.members(["unassign", "unbind"]);
    },
});

scenario("what the plugin takes over it can destroy at once", __dirname, {
    ...start,
    frontEnds: ["dynamic"],
    async steps(scene) {
        await scene.up({ create: 3 }, ["assign", "bind"]);
        scene.stack.setEnv({ FRONT_END: "plugin" });
        await scene.up({});
        const { destroyed } = await scene.end();
        expect(destroyed.posts).to.have.members(["unassign", "unbind"]);
    },
});
