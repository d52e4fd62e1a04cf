import { expect } from "chai";
import { type Emulator, startEmulator } from "#emulator/index";
import type { Engine } from "../engine/engine";
import { engines } from "../engine/engines";
import { PipelineRun } from "./support/pipelineRun";

const accounts =
    "/subscriptions/8ff19748-59ed-4e8a-af4b-7ce285849735/resourceGroups/language/providers/Microsoft.CognitiveServices/accounts";
const project = "analyze-conversations/EmailApp";
const weu = { azureResourceId: `${accounts}/contoso-weu`, region: "westeurope" };
const neu = { azureResourceId: `${accounts}/contoso-neu`, region: "northeurope" };

describe("the example's scripts, as its pipelines run them", function () {
    this.timeout(180_000);
    let engine: Engine;
    let emulator: Emulator;
    let pipeline: PipelineRun;

    before(async () => {
        // Pulumi's where it is installed; else a stand-in that looks like its CLI, over the test engine.
        [engine] = (await engines()) as [Engine];
        emulator = await startEmulator();
        pipeline = await PipelineRun.create(engine.name, emulator);
        emulator.putState({ projects: { [project]: {} } });
    });

    after(async () => {
        await pipeline?.remove();
        await emulator?.close();
    });

    it("preview what would change, and change nothing", async () => {
        const { code, output, summary } = await pipeline.script("preview.sh");
        expect(code, output).to.equal(0);
        expect(summary).to.match(/^<!-- pulumi-preview production -->\n\n### Preview of `production`: 1 to create\n/);
        expect(summary).to.include("| create | `email-app` | `ProjectResourceAssignment` |");
        expect(members()).to.deep.equal([]);
    });

    it("bring it about", async () => {
        const { code, output } = await pipeline.script("up.sh");
        expect(code, output).to.equal(0);
        expect(members()).to.have.members(["contoso-weu", "contoso-neu"]);
    });

    it("find no drift where there is none", async () => {
        const { code, output, summary } = await pipeline.script("drift.sh");
        expect(code, output).to.equal(0);
        expect(output).to.include("No drift:");
        expect(summary).to.include("no changes");
    });

    it("end with 7 where something has drifted, and leave it", async () => {
        emulator.putState({ projects: { [project]: { resources: [weu] } } });
        const { code, output, summary } = await pipeline.script("drift.sh");
        expect(code, output).to.equal(7);
        expect(output).to.include("Drift:");
        expect(summary).to.include("### Preview of `production`: 1 to update");
        expect(members()).to.deep.equal(["contoso-weu"]);
    });

    it("name the deployment that a change would delete", async () => {
        const deployment = { deploymentName: "production", assignedResources: [neu] };
        emulator.putState({ projects: { [project]: { resources: [weu, neu], deployments: [deployment] } } });
        pipeline.change((assignment) => {
            assignment.resources = [{ ...weu, customDomain: "contoso-weu" }];
        });
        const { code, output, summary } = await pipeline.script("preview.sh");
        expect(code, output).to.equal(0);
        expect(summary).to.include('"email-app": unassign contoso-neu; keep contoso-weu');
        expect(summary).to.match(/warning: .*would delete deployment "production", and is refused/);
    });

    it("refuse what a policy forbids, and say so on the pull request", async function () {
        if (engine.name === "test") {
            this.skip();
        }
        pipeline.change((assignment) => {
            assignment.resources = [{ ...neu, customDomain: "contoso-neu" }];
            assignment.deleteDeployments = true;
        });
        const { code, output, summary } = await pipeline.script("preview.sh");
        expect(code, output).to.be.greaterThan(0);
        expect(summary).to.include("failed (so far 1 to update)");
        expect(summary).to.include("[mandatory] delete-deployments-is-allowed, email-app:");
        expect(summary).to.match(
            /\[mandatory\] protected-members-stay, .*\n.*\nProtected member \S+contoso-weu is not declared/,
        );
        expect((await pipeline.script("up.sh")).code).to.be.greaterThan(0);
        expect(members()).to.deep.equal(["contoso-weu", "contoso-neu"]);
    });

    it("say why a preview failed, and that nothing is known of drift", async () => {
        pipeline.change((assignment) => {
            assignment.deleteDeployments = "maybe";
        });
        const { code, output, summary } = await pipeline.script("drift.sh");
        expect(code, output).to.not.be.oneOf([0, 7]);
        expect(output).to.include("The drift check failed");
        expect(summary).to.include("### Preview of `production`: failed");
        expect(summary).to.match(/error: .*deleteDeployments: "maybe" is a string/);
    });

    function members(): string[] {
        const { resources = [] } = emulator.state().projects[project] ?? {};
        return resources.map(({ azureResourceId = "" }) => azureResourceId.split("/").pop() ?? "");
    }
});
