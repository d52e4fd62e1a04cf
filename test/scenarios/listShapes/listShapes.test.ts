import { expect } from "chai";
import { emailApp, member, members } from "../support/fixtures";
import { scenario } from "../support/scenario";

const four = members("LangWeu", "LangNeu", "LangUks", "LangFrc");

scenario("a list of many pages, with ids in another letter case", __dirname, {
    seed: { projects: { [emailApp]: {} } },
    options: { pageSize: 1, idCase: "upper" },
    config: { resources: four },
    async steps(scene) {
        await scene.up({ create: 1 }, ["assign"]);

        const refreshed = await scene.refresh({});
        // All that is sought is there.
        expect(pagesIn(refreshed.requests)).to.equal(4);
        expect((await scene.stored("email"))?.outputs.resources).to.deep.equal(four);

        scene.emulator.setOptions({ idCase: "lower" });
        await scene.refresh({});
        await scene.set({ resources: four.slice(1) });
        const updated = await scene.up({ update: 1 }, ["unassign"]);
        // Pages are not of one moment: that one is gone is believed when they are twice the same.
        expect(pagesIn(updated.requests)).to.equal(4 + 2 * 3);
        expect(scene.accounts(emailApp)).to.deep.equal(["LangFrc", "LangNeu", "LangUks"]);
    },
});

const others = Array.from({ length: 250 }, (_, index) => member(`LangOfOthers${index}`));

scenario("a list of more pages than anybody would expect", __dirname, {
    seed: { projects: { [emailApp]: { resources: others } } },
    options: { pageSize: 1 },
    config: { resources: four },
    async steps(scene) {
        await scene.up({ create: 1 }, ["assign"]);
        const refreshed = await scene.refresh({});
        expect(pagesIn(refreshed.requests)).to.equal(254);
    },
});

function pagesIn(requests: readonly { path: string }[]): number {
    return requests.filter(({ path }) => /\/resources\?/.test(path)).length;
}
