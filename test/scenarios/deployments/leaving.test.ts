import { expect } from "chai";
import { deployment, emailApp, member, members } from "../support/fixtures";
import { scenario } from "../support/scenario";
import { askedIn } from "../support/sent";
import { warningsIn } from "../support/warningsIn";
import { deploy, deployedIn } from "./deploy";

const email = { name: "email", resources: members("LangWeu", "LangNeu") };
const looks = ["GET /language/authoring/analyze-conversations/projects/EmailApp/deployments"];
const project = 'conversations project "EmailApp"';
const advice = 'set deleteDeployments: true on "email" and run up again';

scenario("a member with deployments leaves, or changes, only with leave", __dirname, {
    frontEnds: ["dynamic", "plugin"],
    seed: { projects: { [emailApp]: { deployments: [] } } },
    config: { plan: [email] },
    async steps(scene) {
        await scene.up({ create: 1 }, ["assign"]);
        deploy(scene, emailApp, deployment("production", "LangNeu"), deployment("staging", "LangNeu", "LangWeu"));

        await scene.set({ plan: [{ ...email, resources: members("LangWeu", "LangNeu", "LangUks") }] });
        const harmless = await scene.preview({ update: 1 });
        expect(harmless.requests, "requests of a preview that unassigns nothing").to.deep.equal([]);
        expect(warningsIn(harmless)).to.deep.equal([]);
        expect(harmless.output).to.include('"email": assign LangUks; keep LangWeu, LangNeu');

        await scene.set({ plan: [{ ...email, resources: members("LangWeu", "LangEus") }] });
        const planned = await scene.preview({ update: 1 });
        expect(askedIn(planned.requests)).to.deep.equal(looks);
        expect(planned.output).to.include('"email": assign LangEus; unassign LangNeu; keep LangWeu');
        expect(warningsIn(planned)).to.deep.equal([
            `"email" will unassign LangNeu from ${project}, which would delete deployments "production" and "staging", and is refused. ` +
                `If they may go, ${advice}; else keep the resource, or delete the deployments first.`,
        ]);
        await scene.fail("up", [
            `Unassigning LangNeu from ${project} was refused: it would delete deployments "production" and "staging"`,
            advice,
        ]);
        await scene.set({ plan: [email] });
        expect((await scene.up({})).requests, "requests once it is taken back").to.deep.equal([]);
        expect(deployedIn(scene, emailApp)).to.deep.equal(["production", "staging"]);

        // Who takes a member over needs no leave; whoever is refused does not hold up the other one of the same batch.
        const other = { name: "other", resources: members("LangNeu", "LangUks") };
        await scene.set({ plan: [{ ...email, resources: members("LangWeu") }, other] });
        const handedOver = await scene.up({ create: 1, update: 1 }, ["assign"]);
        expect(handedOver.output).to.include('"email" leaves LangNeu assigned').and.include('"other" declares it');
        const changed = { ...email, resources: [member("LangWeu", "northeurope")] };
        const less = { ...other, resources: members("LangNeu") };
        await scene.set({ plan: [changed, less] });
        const refused = await scene.fail("up", ['would delete deployment "staging"', advice], ["unassign"]);
        expect(refused.output).to.include('"email": unassign and assign again LangWeu');
        expect(scene.accounts(emailApp)).to.deep.equal(["LangNeu", "LangWeu"]);

        await scene.set({ plan: [{ ...changed, deleteDeployments: true }, less] });
        const allowed = await scene.up({ update: 1 }, ["unassign", "assign"]);
        expect(allowed.output).to.include(
            `"email" unassigns LangWeu from ${project}, which deletes deployment "staging"`,
        );
        expect(scene.held().projects[emailApp]?.resources[1]).to.deep.equal(member("LangWeu", "northeurope"));
        deploy(scene, emailApp);
    },
});
