import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import type { Emulator, Fault } from "#emulator/index";
import { repository } from "../packaging/support/repository";
import { secret } from "../scenarios/support/createStack";
import { armId, deployment, deviceId, devices, emailApp, member, members, room } from "../scenarios/support/fixtures";
import type { Scene } from "../scenarios/support/scene";
import { example } from "./support/example";

const reviews = "analyze-text/Reviews";
const noTokens: Fault = { match: { path: "/msi/token" }, times: 1000, action: { status: 403 } };

describe("the examples of Language projects", () => {
    example("quickstart", {
        title: "protects what it makes until it is told to let go",
        seed: { projects: { [emailApp]: {} }, devices: devices(1) },
        config: {
            projectName: "EmailApp",
            resources: members("LangWeu"),
            bindings: [{ name: "room-1", deviceId: deviceId(1), userPrincipalName: room(1) }],
        },
        async steps(scene) {
            const created = await scene.up({ create: 2 }, ["assign", "bind"]);
            await scene.fail("destroy", [/protect/]);
            // The up that follows lets go, and changes nothing else.
            await scene.set({ protect: false });
            return created;
        },
    });

    example("language-assignment", {
        title: "assigns to two projects, and its second preview changes nothing",
        seed: { projects: { [emailApp]: { resources: members("Stranger") }, [reviews]: {} } },
        config: { conversationProject: "EmailApp", textProject: "Reviews", resources: members("LangWeu") },
        async steps(scene) {
            const created = await scene.up({ create: 2 }, ["assign", "assign"]);
            expect(created.outputs.assigned).to.have.members(
                ["LangWeu", "Stranger"].map((account) => `${armId(account)} (westeurope)`),
            );
            expect(scene.accounts(reviews)).to.deep.equal(["LangWeu"]);
            await scene.preview({});
            return created;
        },
    });

    example("several-regions", {
        title: "has a resource a region, which come and go by themselves",
        seed: { projects: { [emailApp]: {} } },
        config: {
            projectName: "EmailApp",
            accounts: armId("").slice(0, -1),
            regions: { westeurope: "LangWeu", northeurope: "LangNeu" },
        },
        async steps(scene) {
            await scene.up({ create: 2 }, "any");
            expect(scene.held().projects[emailApp]?.resources).to.deep.equal([
                { ...member("LangNeu", "northeurope"), customDomain: "LangNeu" },
                { ...member("LangWeu", "westeurope"), customDomain: "LangWeu" },
            ]);
            await scene.set({ regions: { westeurope: "LangWeu", uksouth: "LangUks" } });
            const moved = await scene.up({ create: 1, delete: 1 }, ["assign", "unassign"]);
            expect(moved.outputs).to.deep.equal({ regions: ["westeurope", "uksouth"] });
            expect(scene.accounts(emailApp)).to.deep.equal(["LangUks", "LangWeu"]);
            return moved;
        },
    });

    example("text-analysis", {
        title: "is refreshed with a Language key alone",
        seed: { projects: { [reviews]: {} } },
        config: ({ url, languageKey }) => ({
            "azure-assignments:languageKeys": secret({ [new URL(url).host]: languageKey }),
            projectName: "Reviews",
            resources: members("LangWeu"),
        }),
        async steps(scene) {
            const created = await scene.up({ create: 1 }, ["assign"]);
            expect(scene.accounts(reviews)).to.deep.equal(["LangWeu"]);
            scene.faults(noTokens);
            await scene.refresh({});
            scene.faults();
            return created;
        },
    });

    example("blue-green", {
        title: "moves from one set of resources to another, and never deletes what is deployed on the live one",
        seed: { projects: { [emailApp]: {} } },
        config: {
            projectName: "EmailApp",
            sets: { blue: members("Blue"), green: members("Green") },
            live: "blue",
        },
        async steps(scene) {
            await scene.up({ create: 1 }, ["assign"]);
            deploy(scene, "Blue");
            await scene.set({ standby: "green" });
            await scene.up({ create: 1 }, ["assign"]);
            deploy(scene, "Blue", "Green");

            await scene.set({ live: "green", standby: "" });
            await scene.fail("up", [/protect/]);

            await scene.set({ standby: "blue" });
            const switched = await scene.up({ update: 1 });
            expect(switched.outputs).to.deep.equal({ serving: ["green"] });
            expect(scene.emulator.state().deletedDeployments).to.deep.equal([]);

            await scene.set({ standby: "" });
            await scene.up({ delete: 1 }, ["unassign"]);
            expect(
                scene.emulator.state().deletedDeployments.map(({ azureResourceId }) => azureResourceId),
            ).to.deep.equal([armId("Blue")]);
            expect(scene.accounts(emailApp)).to.deep.equal(["Green"]);

            await scene.set({ live: "", standby: "green" });
            scene.left.projects[emailApp] = { resources: [], deployments: [] };
            return scene.up({ update: 1 });
        },
    });

    example("gitops", {
        title: "takes all that it declares from its configuration",
        seed: { projects: { [emailApp]: {} }, devices: devices(1) },
        config: {
            // A protected one could not be destroyed.
            assignments: [
                { name: "email-app", projectName: "EmailApp", resources: members("LangWeu"), protect: false },
            ],
            bindings: [{ name: "room-1", deviceId: deviceId(1), userPrincipalName: room(1) }],
        },
        async steps(scene) {
            const created = await scene.up({ create: 2 }, ["assign", "bind"]);
            expect(scene.accounts(emailApp)).to.deep.equal(["LangWeu"]);
            expect(scene.bound(deviceId(1))).to.equal(room(1));
            return created;
        },
    });

    example("shared-project", {
        title: "has an owner and a guest, which leaves what it found",
        seed: { projects: { [emailApp]: {} } },
        config: { projectName: "EmailApp", resources: members("LangWeu") },
        async steps(scene) {
            const owner = await scene.up({ create: 1 }, ["assign"]);
            expect(owner.outputs).to.deep.equal({ owned: 1 });
            const resources = members("LangWeu", "LangNeu");
            const guest = await scene.beside({ projectName: "EmailApp", resources, guest: true });
            const shared = await guest.up({ create: 1 }, ["assign"]);
            expect(shared.outputs).to.deep.equal({ owned: 1 });
            await guest.destroy({ delete: 1 }, ["unassign"]);
            expect(scene.accounts(emailApp)).to.deep.equal(["LangWeu"]);
            return owner;
        },
    });

    example("adopt-existing", {
        title: "takes over what its script has assigned, and sends nothing for it",
        seed: { projects: { [emailApp]: {} } },
        config: { projectName: "EmailApp" },
        async steps(scene) {
            await assignByScript(scene.emulator, members("LangWeu", "LangNeu"));
            const found = await scene.up({});
            expect(found.outputs.undeclared).to.have.deep.members(
                ["LangWeu", "LangNeu"].map((account) => ({ azureResourceId: armId(account), region: "westeurope" })),
            );
            await scene.set({ resources: members("LangWeu") });
            const adopted = await scene.up({ create: 1 });
            expect(adopted.output).to.match(/LangWeu was assigned to .* already and now belongs to "project"/);
            expect(adopted.outputs.undeclared).to.have.length(1);
            // What nobody declares stays when the stack goes.
            scene.left.projects[emailApp] = { resources: members("LangNeu") };
            return adopted;
        },
    });
});

/** Has somebody deploy the project on resources, besides what is deployed already. */
function deploy(scene: Scene, ...accounts: string[]): void {
    scene.outside(({ projects }) => {
        const deployments = [deployment("production", ...accounts)];
        projects[emailApp] = { resources: [], ...projects[emailApp], deployments };
    });
}

async function assignByScript({ url, identityEndpoint, identityHeader }: Emulator, resources: unknown): Promise<void> {
    const scope = "https://cognitiveservices.azure.com";
    const query = `?api-version=2019-08-01&resource=${encodeURIComponent(scope)}`;
    const response = await fetch(identityEndpoint + query, { headers: { "X-IDENTITY-HEADER": identityHeader } });
    const { access_token: TOKEN } = (await response.json()) as { access_token: string };
    const script = join(repository, "examples", "adopt-existing", "assign.mjs");
    const env = { ...process.env, TOKEN };
    await promisify(execFile)(process.execPath, [script, url, "EmailApp", JSON.stringify(resources)], { env });
}
