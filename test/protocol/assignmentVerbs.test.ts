import { expect } from "chai";
import { unknownValue } from "../engine/deployment/property";
import { ProcessBench } from "../harness/bench/processBench";
import { member } from "../harness/bench/samples";

describe("ProjectResourceAssignment over the wire", () => {
    let bench: ProcessBench;

    before(async () => {
        bench = await ProcessBench.start();
    });
    after(() => bench.close());

    it("checks: fills defaults in, names what is wrong, lets what is unknown pass", async () => {
        const { urn, inputs } = bench.assignment();
        const good = await bench.provider.check(urn, {}, inputs);
        expect(good.failures).to.deep.equal([]);
        expect(good.inputs).to.include({
            projectKind: "conversations",
            apiVersion: "2022-10-01-preview",
            existing: "adopt",
            projectName: "EmailApp",
            __provider: inputs.__provider,
        });

        const bad = await bench.provider.check(urn, {}, { ...inputs, projectKind: "speech" });
        expect(bad.failures.map(({ property }) => property)).to.deep.equal([""]);
        expect(bad.failures[0]?.reason).to.match(/^projectKind: "speech" .*"conversations"/);

        const unknown = { ...inputs, endpoint: unknownValue, resources: unknownValue };
        const open = await bench.provider.check(urn, {}, unknown);
        expect(open.failures).to.deep.equal([]);
        expect(open.inputs).to.include({ endpoint: unknownValue, resources: unknownValue });
    });

    it("diffs: nothing, an update, and replacements in their order", async () => {
        const declared = bench.assignment();
        const inputs = await bench.checked(declared);
        const diff = (changes: Record<string, unknown>) =>
            bench.provider.diff(declared.urn, "id", { inputs, outputs: inputs }, { ...inputs, ...changes }, []);
        const none = { changes: false, replaces: [], deleteBeforeReplace: false, kinds: {} };
        expect(await diff({})).to.deep.equal(none);
        expect(await diff({ resources: [member("one")] })).to.deep.equal({ ...none, changes: true });
        expect(await diff({ projectName: "Other" })).to.deep.equal({
            changes: true,
            replaces: ["projectName"],
            deleteBeforeReplace: false,
            kinds: {},
        });
        expect(await diff({ endpoint: "https://other.cognitiveservices.azure.com" })).to.deep.equal({
            changes: true,
            replaces: ["endpoint"],
            deleteBeforeReplace: true,
            kinds: {},
        });
    });

    it("creates, reads, updates, sees that it is gone, and deletes", async () => {
        const declared = bench.assignment();
        const { urn } = declared;
        const { id, inputs, outputs } = await bench.created(declared);
        expect(id).to.equal(`${bench.emulator.url}/language/authoring/analyze-conversations/projects/EmailApp`);
        expect(outputs.__provider).to.equal(declared.inputs.__provider);
        expect(outputs.lastAssignJob).to.include({ status: "succeeded" });
        expect(bench.members()).to.deep.equal(["one", "two"]);

        const read = await bench.provider.read(urn, id, { inputs, outputs });
        expect(read).to.deep.equal({ id, outputs, inputs });

        const wanted = { ...inputs, resources: [member("two"), member("three")] };
        const updated = await bench.provider.update(urn, id, { inputs, outputs }, wanted);
        expect(updated.resources).to.deep.equal(wanted.resources);
        expect(bench.members()).to.deep.equal(["three", "two"]);

        await bench.provider.delete(urn, id, { inputs: wanted, outputs: updated });
        expect(bench.members()).to.deep.equal([]);
        const gone = await bench.provider.read(urn, id, { inputs: wanted, outputs: updated });
        expect(gone.id).to.equal("");
    });
});
