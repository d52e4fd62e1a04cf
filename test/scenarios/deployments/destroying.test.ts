import { expect } from "chai";
import type { FaultAction } from "#emulator/index";
import { deployment, emailApp, members } from "../support/fixtures";
import { scenario } from "../support/scenario";
import type { Scene } from "../support/scene";
import { deploy, deployedIn } from "./deploy";

const configuration = "azure-assignments:deleteDeployments";
const variable = "AZURE_ASSIGNMENTS_DELETE_DEPLOYMENTS";
const email = { name: "email", resources: members("LangWeu") };
const seed = { projects: { [emailApp]: { deployments: [] } } };
const production = deployment("production", "LangWeu");
const advice = `run the same command again with ${variable}='["EmailApp"]' in its environment, or run pulumi config set ${configuration}`;
const refused = [
    'Unassigning LangWeu from conversations project "EmailApp" was refused: it would delete deployment "production"',
    advice,
];

/** Answers to the question which deployments there are that leave it open, and are asked for again until the time is up. */
const unclear: readonly FaultAction[] = [{ status: 500 }, { status: 200, body: { value: "many" } }];

scenario("destroy deletes deployments only with leave, also those of an older state", __dirname, {
    seed,
    config: { plan: [{ ...email, timeouts: { delete: "4s" } }] },
    async steps(scene) {
        await scene.up({ create: 1 }, ["assign"]);
        for (const action of unclear) {
            scene.faults({ match: { operation: "listDeployments" }, times: 999, action });
            // Where the machine is busy, the time may be up before that is asked.
            await scene.fail("destroy", [/cannot be listed|no success|no token|nothing was sent/]);
        }

        await scene.set({ plan: [email] });
        await scene.up({ update: 1 });
        scene.faults({ match: { operation: "listDeployments" }, times: 99, action: { status: 403 } });
        await scene.fail("destroy", ["cannot be listed", "403 Forbidden", "Nothing was unassigned", advice]);
        scene.faults();
        await forgetDeleteDeployments(scene);
        expect((await scene.preview({})).requests, "requests of a preview of an older state").to.deep.equal([]);
        deploy(scene, emailApp, production);
        // A plain destroy has the configuration of the last up.
        await scene.set({ [configuration]: ["EmailApp"] });
        await scene.fail("destroy", refused);
        const destroyed = await scene.stack.destroy({ runProgram: true });
        expect(destroyed.ok, `destroy --run-program: ${destroyed.output}`).to.equal(true);
        expect(destroyed.output).to.include('which deletes deployment "production"');
        expect(deployedIn(scene, emailApp)).to.deep.equal([]);
        await scene.set({ plan: [] });
    },
});

scenario("what is no longer in the program goes with its deployments only with leave", __dirname, {
    seed,
    config: { plan: [email], [configuration]: "EmailApp" },
    async steps(scene) {
        await scene.fail("preview", ["neither true, false nor a JSON list of project names"]);
        await scene.set({ [configuration]: "false" });
        await scene.up({ create: 1 }, ["assign"]);
        deploy(scene, emailApp, production);
        await scene.set({ plan: [] });
        await scene.fail("up", refused);
        expect(await scene.storedNames()).to.deep.equal(["email"]);
        scene.stack.setEnv({ [variable]: '["EmailApp"]' });
        await scene.destroy({ delete: 1 }, ["unassign"]);

        scene.stack.setEnv({ [variable]: "" });
        await scene.set({ plan: [email], [configuration]: "true" });
        await scene.up({ create: 1 }, ["assign"]);
        deploy(scene, emailApp, production);
        await scene.set({ plan: [] });
        await scene.up({ delete: 1 }, ["unassign"]);
        expect(deployedIn(scene, emailApp)).to.deep.equal([]);
    },
});

/** Makes the state one of a version that did not know of `deleteDeployments`. */
async function forgetDeleteDeployments(scene: Scene): Promise<void> {
    const state = await scene.stack.exportState();
    for (const { inputs, outputs } of state.resources) {
        delete inputs.deleteDeployments;
        delete outputs.deleteDeployments;
    }
    await scene.stack.importState(state);
}
