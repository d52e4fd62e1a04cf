import { expect } from "chai";
import { ProcessBench } from "../harness/bench/processBench";
import { goldenTexts } from "./support/goldenTexts";

describe("a provider text that an earlier version stored", () => {
    let bench: ProcessBench;

    before(async () => {
        bench = await ProcessBench.start();
    });
    after(() => bench.close());

    const isHeld = () => bench.members().length > 0 || bench.account() !== undefined;

    for (const { version, resource, text } of goldenTexts()) {
        it(`still creates, reads, updates and deletes (${resource}, ${version})`, async () => {
            const { urn, inputs } = resource === "ProjectResourceAssignment" ? bench.assignment() : bench.binding();
            const stored = { urn, inputs: { ...inputs, __provider: text } };
            const { id, ...made } = await bench.created(stored);
            expect(isHeld()).to.equal(true);
            const read = await bench.provider.read(urn, id, made);
            expect(read.outputs).to.deep.equal(made.outputs);
            const wanted = { ...made.inputs, timeouts: { create: "1h" } };
            const outputs = await bench.provider.update(urn, id, made, wanted);
            expect(outputs).to.deep.include({ timeouts: { create: "1h" }, __provider: text });
            await bench.provider.delete(urn, id, { inputs: wanted, outputs });
            expect(isHeld()).to.equal(false);
        });
    }

    it("serves beside the text of this version in one process", async () => {
        const { urn, inputs } = bench.assignment();
        const other = {
            ...inputs,
            logicalName: "other",
            __provider: `${String(inputs.__provider)}\n// of another version`,
        };
        const first = await bench.provider.check(urn, {}, inputs);
        const second = await bench.provider.check(urn, {}, other);
        expect(first.failures).to.deep.equal([]);
        // Both share what the process knows: who declares what.
        expect(second.failures.map(({ reason }) => reason).join()).to.contain('declared by both "app" and "other"');
    });
});
