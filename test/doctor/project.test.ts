import { expect } from "chai";
import type { Deployment } from "#emulator/index";
import { told, useDoctor } from "./support/useDoctor";
import { arm, scratch, seed } from "./support/useServices";

const weu = arm("contoso-weu");
const onWeu = { deploymentName: "production", assignedResources: [{ azureResourceId: weu }] };

describe("the doctor of a project", () => {
    const doctor = useDoctor();
    const ask = (args: string[] = [], env?: NodeJS.ProcessEnv) => doctor.examine([...doctor.projectArgs, ...args], env);
    const deploy = (...deployments: Deployment[]) =>
        doctor.emulator.putState({ projects: { [scratch]: { ...seed.projects[scratch], deployments } } });
    afterEach(() => expect(doctor.methods().filter((method) => method !== "GET")).to.deep.equal([]));

    it("says what is there, as whom it looked, and what an up does", async () => {
        doctor.emulator.setOptions({ tokenClaims: { appid: "app-1", tid: "tenant-1" } });
        const report = await ask(["--member", arm("contoso-neu"), "--member", weu.toUpperCase()]);
        expect(report.ok).to.equal(true);
        expect(told(report, "network", "ok")).to.contain("Azure AI Language answers at 127.0.0.1");
        expect(told(report, "sign-in", "ok")).to.contain("application app-1, by a test, in tenant tenant-1");
        expect(told(report, "project", "ok")).to.contain('"Scratch", with 1 assigned resource and 0 deployments');
        expect(told(report, "up", "ok"))
            .to.contain("An up assigns contoso-neu.")
            .and.contain("An up finds contoso-weu assigned already and adopts it");
        expect(told(report, "permissions", "unproven")).to.match(
            /"Cognitive Services Language Owner" on the Language resource at 127.0.0.1:\d+ and on contoso-neu, (contoso-weu|CONTOSO-WEU)/,
        );
        expect(report.project).to.deep.include({
            projectName: "Scratch",
            projectKind: "conversations",
            deployments: [],
        });
        expect(report.project?.members).to.deep.equal([
            { azureResourceId: arm("contoso-neu"), up: "assign", deployments: [] },
            { azureResourceId: weu, region: "westeurope", up: "adopt", deployments: [] },
        ]);
    });

    it("predicts no up where no member is given, and leaves alone what is not declared where some is", async () => {
        const none = await ask();
        expect(none.findings.some(({ topic }) => topic === "up")).to.equal(false);
        expect(none.project?.members).to.have.length(1);
        expect(told(await ask(["--member", arm("x")]), "up", "ok")).to.contain(
            "leaves alone what it does not declare: contoso-weu",
        );
    });

    it("names what an unassign would delete, and whether it is allowed", async () => {
        deploy(onWeu, { deploymentName: "elsewhere", assignedResources: [{ azureResourceId: arm("x") }] });
        const refused = await ask();
        expect(refused.ok).to.equal(true);
        expect(told(refused, "unassign", "note")).to.equal(
            'Unassigning contoso-weu would delete deployment "production", so it is refused unless deleteDeployments allows it.',
        );
        expect(refused.project?.members[0]?.deployments).to.deep.equal(["production"]);
        const allowed = await ask([], { AZURE_ASSIGNMENTS_DELETE_DEPLOYMENTS: '["Scratch"]' });
        expect(told(allowed, "unassign", "note")).to.contain("which AZURE_ASSIGNMENTS_DELETE_DEPLOYMENTS allows");
        const wrong = await ask([], { AZURE_ASSIGNMENTS_DELETE_DEPLOYMENTS: "yes" });
        expect(told(wrong, "unassign", "fails")).to.contain("neither true, false nor a JSON list");
    });

    it("says of which deployments the service does not say where they are", async () => {
        deploy({ deploymentName: "somewhere" });
        const report = await ask();
        expect(told(report, "unassign", "unproven")).to.match(
            /^The service does not say where deployment "somewhere" is:/,
        );
        expect(report.project).to.deep.include({
            deployments: ["somewhere"],
            deploymentsOfUnknownPlace: ["somewhere"],
        });
    });

    it("tells another region, which fails where it would cost a deployment", async () => {
        const other = ["--member", `${weu}=northeurope`];
        const harmless = await ask(other);
        expect(told(harmless, "up", "note")).to.contain("is assigned with region westeurope, not northeurope");
        deploy(onWeu);
        const costly = await ask(other);
        expect(costly.ok).to.equal(false);
        expect(told(costly, "up", "fails")).to.contain('refused: it would delete deployment "production"');
        expect((await ask(["--member", `${weu}=West Europe`])).ok).to.equal(true);
    });

    it("says what the service says where there is no such project", async () => {
        const report = await doctor.examine(["--endpoint", doctor.emulator.url, "--project", "scratch"]);
        expect(report.ok).to.equal(false);
        expect(told(report, "project", "fails"))
            .to.contain("404 ProjectNotFound")
            .and.contain("case-sensitive");
        expect(told(report, "sign-in", "ok")).to.contain("Signed in for Azure AI Language");
        expect(report.project).to.equal(undefined);
    });

    it("says which role to grant where it may not look, and as whom it looked", async () => {
        doctor.emulator.setFaults([{ match: { operation: "listResources" }, times: 99, action: { status: 403 } }]);
        const report = await ask();
        expect(told(report, "project", "fails"))
            .to.contain("Cognitive Services Language Owner")
            .and.contain("It was sent as");
    });

    it("fails where the deployments cannot be listed, since no unassign would be sent then", async () => {
        doctor.emulator.setFaults([{ match: { operation: "listDeployments" }, times: 99, action: { status: 403 } }]);
        const report = await ask();
        expect(report.ok).to.equal(false);
        expect(told(report, "project", "fails")).to.contain("Listing the deployments of");
        expect(report.project).to.include({ deployments: undefined });
    });

    it("gets over what passes, and gives up on what does not, with the last real problem", async () => {
        doctor.emulator.setFaults([{ match: { path: "/language/" }, times: 2, action: { status: 503 } }]);
        expect((await ask()).ok).to.equal(true);
        doctor.emulator.setFaults([{ match: { path: "/language/" }, times: 9_999, action: { status: 503 } }]);
        const report = await ask(["--timeout", "5s"]);
        expect(told(report, "project", "fails"))
            .to.match(/^Listing the resources of .* failed: 503/)
            .and.not.contain("`timeouts`");
    });

    it("says at once that nothing answers, and asks no further", async () => {
        const report = await doctor.examine(["--endpoint", "http://127.0.0.1:2", "--project", "Scratch"]);
        expect(report.findings).to.have.length(1);
        expect(told(report, "network", "fails"))
            .to.contain("Reaching Azure AI Language at http://127.0.0.1:2 failed: 127.0.0.1:2 refused the connection")
            .and.contain("Check the endpoint's spelling");
    });

    it("notes a host that is none of Azure's, a cloud that does not fit, and a version that nobody knows", async () => {
        const notes = async (...args: string[]) => {
            const report = await doctor.examine(["--project", "Scratch", ...args]);
            return told(report, "network", "note") + told(report, "project", "note");
        };
        expect(await notes("--endpoint", "https://language.invalid")).to.contain(
            "language.invalid is no host of Azure AI Language",
        );
        expect(await ask(["--api-version", "2027-01-01"]).then((report) => told(report, "project", "note"))).to.contain(
            "newer than all",
        );
        const us = "https://contoso.cognitiveservices.azure.us";
        expect(await notes("--endpoint", us, "--cloud", "public")).to.contain(
            'belongs to the cloud "usgovernment", but "public"',
        );
        expect(await notes("--endpoint", us)).to.equal("");
    });
});
