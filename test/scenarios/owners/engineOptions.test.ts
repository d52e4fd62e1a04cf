import { expect } from "chai";
import { emailApp, members } from "../support/fixtures";
import { scenario } from "../support/scenario";

const plan = (options: object, ...accounts: string[]) => ({
    plan: [{ name: "a", resources: members(...accounts), options }],
});

scenario("options of a resource that only the engine knows", __dirname, {
    frontEnds: ["plugin"],
    seed: { projects: { [emailApp]: {} } },
    config: plan({}, "LangA", "LangB"),
    async steps(scene) {
        await scene.up({ create: 1 }, ["assign"]);

        // What is declared before and after stays, although the engine creates and deletes.
        await scene.set(plan({ replaceOnChanges: ["resources"] }, "LangA", "LangC"));
        await scene.up({ replace: 1 }, ["assign", "unassign"]);
        expect(scene.accounts(emailApp)).to.deep.equal(["LangA", "LangC"]);
        expect(scene.emulator.state().jobs.at(-1)?.resources.join()).to.match(/LangB$/);

        await scene.set(plan({ ignoreChanges: ["resources"] }, "LangD"));
        await scene.up({});

        scene.emulator.setOptions({ jobDurationMs: 600_000 });
        await scene.set(plan({ customTimeouts: { update: "2s" } }, "LangA", "LangC", "LangD"));
        await scene.fail("up", [/has not ended in time/], ["assign"]);
        scene.emulator.setOptions({ clockOffsetMs: 600_000, jobDurationMs: 0 });
        await scene.up({ update: 1 });
        expect(scene.accounts(emailApp)).to.deep.equal(["LangA", "LangC", "LangD"]);
    },
});
