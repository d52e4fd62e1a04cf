import { expect } from "chai";
import { deployment, emailApp, members } from "../support/fixtures";
import { scenario } from "../support/scenario";
import { deploy, deployedIn } from "./deploy";

const chatApp = "analyze-conversations/ChatApp";
const email = { name: "email", resources: members("LangWeu") };
/** Nothing listens at the port for discarding. */
const nowhere = "http://127.0.0.1:9";

scenario(
    "what is deleted first is deleted only where its replacement is possible, and its deployments may go",
    __dirname,
    {
        seed: { projects: { [emailApp]: { deployments: [] }, [chatApp]: {}, "analyze-text/EmailApp": {} } },
        config: { plan: [{ ...email, timeouts: { delete: "2s" } }] },
        async steps(scene) {
            await scene.up({ create: 1 }, ["assign"]);
            const kept = ["could not be created", 'nothing was unassigned from conversations project "EmailApp"'];
            await scene.set({ plan: [{ ...email, endpoint: nowhere }] });
            await scene.fail("up", ["127.0.0.1:9", ...kept]);

            await scene.set({ plan: [email] });
            await scene.up({ update: 1 });
            const elsewhere = scene.emulator.url.replace("127.0.0.1", "localhost");
            await scene.set({ plan: [{ ...email, endpoint: elsewhere, projectName: "Missing" }] });
            await scene.fail("up", ["404 ProjectNotFound", ...kept]);
            await scene.set({ plan: [{ ...email, endpoint: elsewhere, projectName: "ChatApp" }] });
            for (const status of [401, 403]) {
                scene.faults({ match: { path: "ChatApp" }, times: 99, action: { status } });
                await scene.fail("up", [String(status), ...kept]);
            }
            scene.faults();

            deploy(scene, emailApp, deployment("production", "LangWeu"));
            await scene.set({ plan: [{ ...email, endpoint: elsewhere }] });
            await scene.fail("up", ['would delete deployment "production"', 'set deleteDeployments: true on "email"']);
            await scene.set({ plan: [{ ...email, projectKind: "text" }] });
            await scene.fail("up", ['would delete deployment "production"']);
            await scene.set({ plan: [email] });
            expect((await scene.up({})).requests, "requests once it is taken back").to.deep.equal([]);
            expect([scene.accounts(emailApp), deployedIn(scene, emailApp)]).to.deep.equal([
                ["LangWeu"],
                ["production"],
            ]);

            await scene.set({ plan: [{ ...email, projectKind: "text", deleteDeployments: true }] });
            const allowed = await scene.up({ replace: 1 }, ["unassign", "assign"]);
            expect(allowed.posts, "order of the requests").to.deep.equal(["unassign", "assign"]);
            expect(allowed.output).to.include('which deletes deployment "production"');
            expect(scene.accounts("analyze-text/EmailApp")).to.deep.equal(["LangWeu"]);
        },
    },
);
