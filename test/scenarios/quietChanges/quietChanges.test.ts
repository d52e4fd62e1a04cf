import { expect } from "chai";
import { deviceId, devices, emailApp, members } from "../support/fixtures";
import { scenario } from "../support/scenario";

const before = { name: "email", assignment: {}, existing: "adopt" };

scenario("a change of what only steers later verbs calls nothing", __dirname, {
    seed: { projects: { [emailApp]: {} }, devices: devices(1) },
    config: { resources: members("LangWeu"), deviceId: deviceId(1), settings: before },
    async steps(scene) {
        await scene.up({ create: 2 }, ["assign", "bind"]);

        await scene.set({ settings: { ...before, timeouts: { create: "1h", delete: "10m" } } });
        const slower = await scene.up({ update: 2 });
        expect(slower.requests).to.deep.equal([]);
        expect((await scene.stored("room-1"))?.outputs.timeouts).to.deep.equal({ create: "1h", delete: "10m" });

        const after = {
            name: "mail",
            assignment: { apiVersion: "2025-11-01", cloud: "public" },
            existing: "fail",
        };
        await scene.set({ settings: after });
        const changed = await scene.up({ update: 2 });
        expect(changed.requests).to.deep.equal([]);
        expect((await scene.stored("mail"))?.outputs).to.include({ apiVersion: "2025-11-01", logicalName: "mail" });

        const { destroyed } = await scene.end();
        const versions = destroyed.requests.flatMap(({ path }) => /api-version=(2025[\w-]*)$/.exec(path)?.[1] ?? []);
        expect(new Set(versions), "api-versions in use").to.deep.equal(new Set(["2025-11-01"]));
    },
});
