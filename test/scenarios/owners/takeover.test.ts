import { expect } from "chai";
import { emailApp, members } from "../support/fixtures";
import { scenario } from "../support/scenario";

const chatApp = "analyze-conversations/ChatApp";

scenario("a member is left to another resource only once that one has it", __dirname, {
    seed: { projects: { [emailApp]: {}, [chatApp]: {} } },
    config: { plan: [{ name: "a", resources: members("LangA") }] },
    async steps(scene) {
        await scene.up({ create: 1 }, ["assign"]);

        await scene.set({ plan: [{ name: "b", resources: members("LangA", "bad2") }] });
        const says = ['LangA is left to "b", which declares it and failed', '"a" stays in the state', "bad2"];
        await scene.fail("up", says, "any", { continueOnError: true });
        expect([scene.accounts(emailApp), await scene.storedNames()]).to.deep.equal([["LangA"], ["a"]]);

        await scene.set({ plan: [{ name: "b", resources: members("LangA") }] });
        await scene.up({ create: 1, delete: 1 });
        await scene.set({ plan: [{ name: "c", resources: members("LangA") }] });
        await scene.up({ create: 1, delete: 1 }, [], { parallel: 1 });
        expect([scene.accounts(emailApp), await scene.storedNames()]).to.deep.equal([["LangA"], ["c"]]);

        // "c" goes in the middle of the program while nothing else runs. Which of the two registers first is left to chance: if that
        // is "c", its new owner cannot begin, and its delete gives up rather than wait for ever.
        const options = { deleteBeforeReplace: true };
        await scene.set({
            plan: [
                { name: "c", projectName: "ChatApp", resources: members("LangA"), options },
                { name: "d", resources: members("LangA") },
            ],
        });
        const alone = await scene.run("up", { parallel: 1 });
        if (!alone.ok) {
            expect(alone.output).to.contain('LangA is left to "d", which declares it and has not begun');
            expect(alone.output).to.contain("--parallel");
            expect([scene.accounts(emailApp), await scene.storedNames()]).to.deep.equal([["LangA"], ["c"]]);
            await scene.up({ create: 1, replace: 1 }, ["assign"]);
        }
        expect([scene.accounts(emailApp), scene.accounts(chatApp)]).to.deep.equal([["LangA"], ["LangA"]]);
    },
});
