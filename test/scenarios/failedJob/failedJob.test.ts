import { expect } from "chai";
import { armId, emailApp, member, members } from "../support/fixtures";
import { scenario } from "../support/scenario";

const full = { code: "QuotaExceeded", message: "The resource has no room for a project.", target: armId("LangWeu") };

scenario("a job that fails, or ends in part", __dirname, {
    frontEnds: ["dynamic", "plugin"],
    seed: { projects: { [emailApp]: {} } },
    config: { resources: members("LangWeu", "BadLang") },
    async steps(scene) {
        const before = scene.held();
        await scene.fail(
            "up",
            [/job \S+ ended "failed": InvalidArgument: The resource cannot be reached.*BadLang/],
            ["assign"],
        );
        expect(await scene.storedNames(), "resources in the state").to.deep.equal([]);
        expect(scene.held()).to.deep.equal(before);

        scene.emulator.setOptions({ badMember: "partiallyCompleted" });
        await scene.fail("up", ['ended "partiallyCompleted"', "Part of it took effect", /BadLang/], ["assign"]);
        expect(scene.accounts(emailApp)).to.deep.equal(["LangWeu"]);
        expect((await scene.stored("email"))?.initErrors).to.have.lengthOf(2);

        await scene.set({ resources: members("LangWeu") });
        // A list may lag behind a job: what it does not show yet of the job that ended in part is unassigned for certain.
        await scene.up({ update: 1 }, ["unassign"]);
        expect((await scene.stored("email"))?.outputs.resources).to.deep.equal([member("LangWeu")]);

        await scene.set({ resources: members("LangWeu", "LangNeu") });
        scene.faults({ match: { path: ":assign" }, action: { jobStatus: "cancelled" } });
        await scene.fail("up", ['ended "cancelled": the service gave no reason'], ["assign"]);
        expect((await scene.stored("email"))?.outputs.resources).to.deep.equal([member("LangWeu")]);
        await scene.up({ update: 1 }, ["assign"]);

        scene.faults({ match: { path: ":unassign" }, action: { jobStatus: "failed", jobErrors: [full] } });
        await scene.fail(
            "destroy",
            ['ended "failed"', /QuotaExceeded: The resource has no room.*LangWeu/],
            ["unassign"],
        );
        expect(await scene.storedNames()).to.deep.equal(["email"]);
        expect(scene.accounts(emailApp)).to.deep.equal(["LangNeu", "LangWeu"]);
    },
});
