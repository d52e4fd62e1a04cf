import { expect } from "chai";
import { assignment, binding, deviceId, member } from "./support/declaration";
import { type ProviderBench, startBench } from "./support/providerBench";

describe("requests at once over the wire", () => {
    let bench: ProviderBench;

    beforeEach(async () => {
        bench = await startBench();
    });
    afterEach(() => bench.close());

    it("serves the very first check, diff and create when they arrive together", async () => {
        const { provider, emulator } = bench;
        const { urn, inputs } = assignment(emulator.url, { cloud: "public" });
        const room = binding(emulator.url);
        const old = { inputs, outputs: inputs };
        const [check, diff, create, roomCheck, roomCreate] = await Promise.all([
            provider.check(urn, {}, inputs),
            provider.diff(urn, "id", old, { ...inputs, projectName: "Other" }, []),
            provider.create(urn, inputs),
            provider.check(room.urn, {}, room.inputs),
            provider.create(room.urn, room.inputs),
        ]);
        expect([check.failures, roomCheck.failures]).to.deep.equal([[], []]);
        expect(diff.replaces).to.deep.equal(["projectName"]);
        expect([create.id, roomCreate.id]).to.deep.equal([
            `${emulator.url}/language/authoring/analyze-conversations/projects/EmailApp`,
            `public/${deviceId}`,
        ]);
        expect(emulator.state().projects["analyze-conversations/EmailApp"]?.resources).to.have.length(2);
        expect(emulator.state().devices[deviceId]?.resourceAccount).to.include({
            userPrincipalName: "room@contoso.com",
        });
    });

    it("serves many resources of one project at once", async () => {
        const { emulator } = bench;
        const names = Array.from({ length: 30 }, (_, index) => `member${index}`);
        const made = await Promise.all(
            names.map((name) => bench.created(assignment(emulator.url, { resources: [member(name)] }, name))),
        );
        const reads = await Promise.all(
            made.map((resource, index) =>
                bench.provider.read(assignment(emulator.url, {}, names[index]).urn, resource.id, resource),
            ),
        );
        expect(reads.map(({ outputs }) => outputs.resources)).to.deep.equal(names.map((name) => [member(name)]));
        const assigned = emulator.state().projects["analyze-conversations/EmailApp"]?.resources ?? [];
        expect(assigned.map(({ customDomain }) => customDomain)).to.have.members(names);
    });
});
