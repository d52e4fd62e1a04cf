import { expect } from "chai";
import { unpacked } from "#provider/host/partialState";
import { emailApp } from "../support/fixtures";
import { scenario } from "../support/scenario";
import type { Scene } from "../support/scene";

const count = 2_000;

scenario("a run that fails with 2,000 members keeps them all", __dirname, {
    frontEnds: ["dynamic", "plugin"],
    seed: { projects: { [emailApp]: {} } },
    options: { badMember: "partiallyCompleted", pageSize: 500 },
    config: { count, extra: ["BadLang"] },
    async steps(scene) {
        await scene.fail("up", ['ended "partiallyCompleted"', /BadLang/], ["assign"]);
        expect(scene.accounts(emailApp)).to.have.length(count);
        expect(await remembered(scene)).to.have.length.within(count, count + 1);

        await scene.set({ extra: [] });
        await scene.up({ update: 1 }, "any");
        expect(await remembered(scene)).to.have.length(count);
    },
});

async function remembered(scene: Scene): Promise<unknown> {
    return unpacked((await scene.stored("email"))?.outputs ?? {}).resources;
}
