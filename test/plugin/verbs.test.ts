import { status } from "@grpc/grpc-js";
import { expect } from "chai";
import { ProviderError } from "../engine/deployment/providers/providerError";
import { isSecret } from "../engine/deployment/state/property";
import { failureOf } from "../harness/bench/failureOf";
import { ProcessBench } from "../harness/bench/processBench";
import { member } from "../harness/bench/samples";
import { secret } from "./support/secret";

const unknownList = "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2";
const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

describe("the plugin", () => {
    let bench: ProcessBench;
    beforeEach(async () => {
        bench = await ProcessBench.start({ frontEnd: "plugin" });
    });
    afterEach(() => bench.close());

    /** Creates an assignment, and says what its state is. */
    async function createdApp(changes: Record<string, unknown> = {}) {
        const declared = bench.assignment(changes);
        return { urn: declared.urn, ...(await bench.created(declared)) };
    }

    it("refuses inputs by the path of each, with no value that is secret", async () => {
        const resources = [{ ...member("one"), region: "west/europe" }];
        const { urn, inputs } = bench.assignment({ resources, projectName: secret("my project") });
        const { failures } = await bench.provider.check(urn, {}, inputs);
        expect(failures.map(({ property }) => property)).to.deep.equal(["", ""]);
        expect(failures[0]?.reason).to.match(/^projectName: \(secret\) /);
        expect(failures[1]?.reason).to.match(/^resources\[0\]\.region: "west\/europe" /);
    });

    it("lets pass what a preview does not know, whatever its type, and tells what it knows", async () => {
        const { urn, inputs } = bench.assignment({ resources: unknownList });
        const checked = await bench.provider.check(urn, {}, inputs);
        expect(checked.failures).to.deep.equal([]);
        const { id, outputs } = await bench.provider.create(urn, checked.inputs, { isPreview: true });
        expect(id).to.equal("");
        expect(outputs).to.deep.include({ projectName: "EmailApp", resources: unknownText, existing: "adopt" });
        expect(outputs).not.to.have.any.keys("lastAssignJob", "pending", "ownedSince");
        expect(bench.emulator.state().requests).to.deep.equal([]);
    });

    it("stores nothing under the names that only dynamic resources have", async () => {
        const { inputs, outputs, id } = await createdApp();
        expect({ ...inputs, ...outputs }).not.to.have.any.keys("logicalName", "secretInputs", "__provider");
        expect(id).to.equal(`${bench.emulator.url}/language/authoring/analyze-conversations/projects/EmailApp`);
        expect(bench.diagnostics.find(({ message }) => message.includes("started"))?.urn).to.match(/::app$/);
    });

    it("keeps secret by envelope what came in one, also what was secret only in the state", async () => {
        const { urn, id, inputs, outputs } = await createdApp({
            resources: [member("one"), { ...member("two"), customDomain: secret("hidden-two") }],
        });
        expect([inputs, outputs].map(({ resources }) => isSecret(resources))).to.deep.equal([true, true]);
        expect(bench.lines.join("\n")).not.to.include("hidden-two");
        const read = await bench.provider.read(urn, id, { inputs, outputs });
        expect([read.inputs?.resources, read.outputs.resources].map(isSecret)).to.deep.equal([true, true]);

        const plain = bench.assignment().inputs;
        const news = { ...plain, resources: [member("one"), { ...member("two"), customDomain: "hidden-two" }] };
        const checked = await bench.provider.check(urn, inputs, news);
        const old = { inputs, outputs };
        expect(await bench.provider.diff(urn, id, old, checked.inputs, [])).to.deep.include({ changes: false });
    });

    it("updates what becomes secret, so that the state holds it encrypted, and calls nothing for it", async () => {
        const { urn, id, inputs, outputs } = await createdApp();
        const news = { ...inputs, resources: secret(inputs.resources) };
        const old = { inputs, outputs };
        expect((await bench.provider.diff(urn, id, old, news, [])).changes).to.equal(true);
        const sent = bench.count(/./);
        expect(isSecret((await bench.provider.update(urn, id, old, news)).resources)).to.equal(true);
        expect(bench.count(/./)).to.equal(sent);
    });

    for (const [title, before, now] of [
        ["lets deployments go", false, true],
        ["keeps deployments", true, false],
    ] as const) {
        it(`${title} as the program says now, although the resource was renamed as it was replaced`, async () => {
            const { urn, id, inputs, outputs } = await createdApp({ deleteDeployments: before });
            const resources = [member("one"), member("two")];
            const assignedResources = resources.map(({ customDomain: _, ...resource }) => resource);
            const deployments = [{ deploymentName: "production", assignedResources }];
            bench.emulator.putState({
                projects: {
                    "analyze-conversations/EmailApp": { resources, deployments },
                    "analyze-conversations/ChatApp": {},
                },
            });
            // The run that renames it is another one, in which nothing declares the project under the old name.
            await bench.checked(bench.assignment({ projectName: "Other" }));
            const changes = { projectName: "ChatApp", deleteDeployments: now };
            const renamed = bench.assignment(changes, "renamed");
            // The engine asks for the difference under the new name, and deletes under the old one.
            await bench.provider.diff(renamed.urn, id, { inputs, outputs }, await bench.checked(renamed), []);
            const deleting = bench.provider.delete(urn, id, { inputs, outputs });
            const said = await deleting.then(
                () => "deleted",
                (error: Error) => error.message,
            );
            expect(said).to.match(now ? /^deleted$/ : /"production".*set deleteDeployments: true on "renamed"/);
        });
    }

    it("gives up when customTimeouts say so, whatever timeouts say, and stores what is open", async () => {
        bench.emulator.setOptions({ jobDurationMs: 600_000 });
        const { urn, inputs } = bench.assignment({
            timeouts: { create: "1h" },
            resources: secret([member("one")]),
        });
        const error = await failureOf(bench.provider.create(urn, inputs, { timeoutInSeconds: 1 }));
        expect(error).to.be.instanceOf(ProviderError);
        const { partial } = error as ProviderError;
        expect(partial?.outputs.timeouts).to.deep.equal({ create: "1h" });
        expect(isSecret(partial?.outputs.resources)).to.equal(true);
        expect(partial?.outputs).not.to.have.any.keys("logicalName", "secretInputs");
        expect(partial?.outputs.pending).to.include({ verb: "assign" }).and.not.have.property("members");
    });

    it("repeats nothing in clear, in what a failed update leaves, of a property that is secret in the state alone", async () => {
        const { urn, id, inputs, outputs } = await createdApp();
        bench.emulator.setOptions({ jobDurationMs: 600_000 });
        // As the engine stores it for `additionalSecretOutputs`.
        const old = { inputs, outputs: { ...outputs, resources: secret(outputs.resources) } };
        const news = { ...inputs, resources: [member("one"), member("two"), member("three")] };
        const updating = bench.provider.update(urn, id, old, news, { timeoutInSeconds: 1 });
        const { partial } = (await failureOf(updating)) as ProviderError;
        expect(isSecret(partial?.outputs.resources)).to.equal(true);
        expect(partial?.outputs.pending).to.include({ verb: "assign" }).and.not.have.property("members");
    });

    it("says that nothing changed with a code by which the engine knows it", async () => {
        bench.emulator.setFaults([{ match: { operation: "assign" }, times: 9, action: { status: 403 } }]);
        const { urn, inputs } = bench.assignment();
        const error = (await failureOf(bench.provider.create(urn, inputs))) as ProviderError;
        expect(error.partial).to.equal(undefined);
        expect(error.code).to.equal(status.FAILED_PRECONDITION);
        const unknown = await failureOf(bench.provider.create(urn.replace("ProjectResource", "Other"), inputs));
        expect((unknown as ProviderError).code).to.equal(status.UNIMPLEMENTED);
    });

    it("says nothing when it is cancelled and nothing is under way", async () => {
        await bench.provider.cancel();
        expect(bench.lines).to.deep.equal([]);
    });

    it("answers both functions, and marks as secret what comes of secret arguments", async () => {
        const { url } = bench.emulator;
        await createdApp();
        const args = { endpoint: url, projectName: "EmailApp" };
        const listed = await bench.provider.invoke("azure-assignments:language:getProjectResources", args);
        expect(listed.result.resources).to.have.length(2);
        const device = { graphEndpoint: url, serialNumber: secret("R9-0123456") };
        const found = await bench.provider.invoke("azure-assignments:devices:getAutopilotDevice", device);
        expect(isSecret(found.result.deviceId)).to.equal(true);
        const error = await failureOf(bench.provider.invoke("azure-assignments:devices:getRoom", {}));
        expect(error.message).to.include("no function azure-assignments:devices:getRoom");
    });

    it("imports a project and a device by id, and says what an id should be", async () => {
        const { urn, id } = await createdApp();
        const nothing = { inputs: {}, outputs: {} };
        const app = await bench.provider.read(urn, id, nothing);
        expect(app.inputs).to.deep.include({ projectName: "EmailApp", resources: [member("one"), member("two")] });
        const diff = await bench.provider.diff(
            urn,
            id,
            { inputs: app.inputs ?? {}, outputs: app.outputs },
            app.inputs ?? {},
            [],
        );
        expect(diff).to.deep.include({ changes: false, kinds: {} });

        const room = bench.binding();
        await bench.created(room);
        const address = `${bench.emulator.url}/beta/deviceManagement/windowsAutopilotDeviceIdentities/${room.inputs.deviceId}`;
        const found = await bench.provider.read(room.urn, address, nothing);
        expect(found.inputs).to.deep.include({
            userPrincipalName: "room@contoso.com",
            graphEndpoint: bench.emulator.url,
        });
        expect((await failureOf(bench.provider.read(urn, "EmailApp", nothing))).message).to.include(
            "Give the project's address",
        );
        expect((await failureOf(bench.provider.read(room.urn, "mars/1", nothing))).message).to.include(
            "Give the cloud and the device's id",
        );
    });

    it("says where an import found nothing, and what was answered", async () => {
        const { urn } = bench.assignment();
        const projects = `${bench.emulator.url}/language/authoring/analyze-conversations/projects`;
        const nothing = { inputs: {}, outputs: {} };
        const messageOf = async (asked: string, id: string) =>
            (await failureOf(bench.provider.read(asked, id, nothing))).message;
        expect(await messageOf(urn, `${projects}/Nope`)).to.match(
            /nothing to import: conversations project "Nope" was looked for at .*twice, 404 .*\(request .*tenant/,
        );
        expect(await messageOf(urn, `${projects}/EmailApp`)).to.include("Nothing is assigned to it.");
        const room = bench.binding();
        const missing = `${bench.emulator.url}/beta/deviceManagement/windowsAutopilotDeviceIdentities/5a0c1f3e-0d3b-4e53-9c0f-6b8f2d1c7a99`;
        expect(await messageOf(room.urn, missing)).to.match(/Autopilot device 5a0c1f3e.* was looked for at .*404/);
    });
});
