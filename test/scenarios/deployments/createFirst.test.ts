import { expect } from "chai";
import { deployment, emailApp, members } from "../support/fixtures";
import { scenario } from "../support/scenario";
import { warningsIn } from "../support/warningsIn";
import { deploy, deployedIn } from "./deploy";

const chatApp = "analyze-conversations/ChatApp";
const email = { name: "email", resources: members("LangWeu") };
const chat = { ...email, projectName: "ChatApp" };

scenario("another project name replaces only where the old one's deployments may go", __dirname, {
    frontEnds: ["dynamic", "plugin"],
    seed: { projects: { [emailApp]: { deployments: [] }, [chatApp]: { deployments: [] } } },
    config: { plan: [email] },
    async steps(scene) {
        await scene.up({ create: 1 }, ["assign"]);
        deploy(scene, emailApp, deployment("production", "LangWeu"));

        await scene.set({ plan: [chat] });
        const planned = await scene.preview({ replace: 1 });
        expect(planned.output).to.match(
            /"email": is replaced: unassign LangWeu from .*"EmailApp" at \S+; assign LangWeu to .*"ChatApp"/,
        );
        expect(warningsIn(planned)[0]).to.match(/would delete deployment "production", and is refused/);
        await scene.fail("up", [/which "email" is to be replaced for, was refused: .*"production"/]);
        await scene.set({ plan: [email] });
        expect((await scene.up({})).requests, "requests once it is taken back").to.deep.equal([]);

        // The old one waits for its delete when a deployment appears.
        deploy(scene, emailApp);
        await scene.set({ plan: [chat] });
        scene.faults({ match: { operation: "unassign" }, times: 99, action: { status: 403 } });
        expect((await scene.run("up")).ok).to.equal(false);
        scene.faults();
        deploy(scene, emailApp, deployment("production", "LangWeu"));
        await scene.fail("up", ['would delete deployment "production"', 'set deleteDeployments: true on "email"']);
        expect([scene.accounts(emailApp), scene.accounts(chatApp)]).to.deep.equal([["LangWeu"], ["LangWeu"]]);
        expect(deployedIn(scene, emailApp)).to.deep.equal(["production"]);

        // What is declared now in its place lets it go, whatever its name.
        await scene.set({ plan: [{ ...chat, name: "chat", formerly: "email", deleteDeployments: true }] });
        const allowed = await scene.run("up");
        expect(allowed.ok, "up once they may go").to.equal(true);
        expect(allowed.posts).to.deep.equal(["unassign"]);
        expect([scene.accounts(emailApp), scene.accounts(chatApp)]).to.deep.equal([[], ["LangWeu"]]);

        // Renamed and replaced at once, what is declared now decides just as well.
        deploy(scene, chatApp, deployment("production", "LangWeu"));
        await scene.set({ plan: [{ ...email, name: "mail", formerly: "chat", deleteDeployments: true }] });
        await scene.up({ replace: 1 }, ["assign", "unassign"]);
        expect([scene.accounts(emailApp), scene.accounts(chatApp)]).to.deep.equal([["LangWeu"], []]);
    },
});
