import { expect } from "chai";
import { ProcessBench } from "../harness/bench/processBench";
import { deviceId, member } from "../harness/bench/samples";

describe("requests at once over the wire", () => {
    let bench: ProcessBench;

    beforeEach(async () => {
        bench = await ProcessBench.start();
    });
    afterEach(() => bench.close());

    it("serves the very first check, diff and create when they arrive together", async () => {
        const { provider, emulator } = bench;
        const { urn, inputs } = bench.assignment({ cloud: "public" });
        const room = bench.binding();
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
        expect(bench.members()).to.have.length(2);
        expect(bench.account()).to.equal("room@contoso.com");
    });

    it("serves many resources of one project at once", async () => {
        const names = Array.from({ length: 30 }, (_, index) => `member${index}`);
        const made = await Promise.all(
            names.map((name) => bench.created(bench.assignment({ resources: [member(name)] }, name))),
        );
        const reads = await Promise.all(
            made.map((resource, index) =>
                bench.provider.read(bench.assignment({}, names[index]).urn, resource.id, resource),
            ),
        );
        expect(reads.map(({ outputs }) => outputs.resources)).to.deep.equal(names.map((name) => [member(name)]));
        expect(bench.members()).to.have.members(names);
    });
});
