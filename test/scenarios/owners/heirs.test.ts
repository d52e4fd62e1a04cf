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

        // "c" goes in the middle of the program, before its heir may begin: nothing else runs at the same time.
        const options = { deleteBeforeReplace: true };
        await scene.set({
            plan: [
                { name: "c", projectName: "ChatApp", resources: members("LangA"), options },
                { name: "d", resources: members("LangA") },
            ],
        });
        await scene.fail("up", ['LangA is left to "d", which declares it and has not begun', "--parallel"], [], {
            parallel: 1,
        });
        expect([scene.accounts(emailApp), await scene.storedNames()]).to.deep.equal([["LangA"], ["c"]]);
        await scene.up({ create: 1, replace: 1 }, ["assign"]);
        expect([scene.accounts(emailApp), scene.accounts(chatApp)]).to.deep.equal([["LangA"], ["LangA"]]);
    },
});
