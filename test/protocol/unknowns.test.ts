import { expect } from "chai";
import { unknownValue } from "../engine/deployment/state/property";
import type { Declaration } from "../harness/bench/declaration";
import { ProcessBench } from "../harness/bench/processBench";

describe("a preview in which nothing is known, over the wire", () => {
    let bench: ProcessBench;

    before(async () => {
        bench = await ProcessBench.start();
    });
    after(() => bench.close());

    /** The declaration with every input unknown, as a preview of a new stack hands it over. */
    function unknown({ urn, inputs }: Declaration): Declaration {
        const { __provider, logicalName, ...others } = inputs;
        const blank = Object.fromEntries(Object.keys(others).map((name) => [name, unknownValue]));
        return { urn, inputs: { ...blank, timeouts: unknownValue, existing: unknownValue, __provider, logicalName } };
    }

    for (const kind of ["assignment", "binding"] as const) {
        it(`checks and diffs a ${kind}, and asks no service`, async () => {
            const known = bench[kind]();
            const olds = await bench.checked(known);
            const { urn, inputs } = unknown(known);
            const checked = await bench.provider.check(urn, olds, inputs);
            expect(checked.failures).to.deep.equal([]);
            expect(checked.inputs).to.include(inputs);
            const planned = await bench.provider.diff(urn, "id", { inputs: olds, outputs: olds }, checked.inputs, []);
            expect(planned.changes).to.equal(true);
            expect(bench.emulator.state().requests).to.have.length(0);
        });
    }

    it("checks a member of which a part is unknown", async () => {
        const member = { azureResourceId: unknownValue, customDomain: "one", region: unknownValue };
        const { urn, inputs } = bench.assignment({ resources: [member, unknownValue] });
        const { failures } = await bench.provider.check(urn, {}, inputs);
        expect(failures).to.deep.equal([]);
    });

    it("still refuses what is known and wrong", async () => {
        const { urn, inputs } = unknown(bench.assignment());
        const { failures } = await bench.provider.check(urn, {}, { ...inputs, projectKind: "speech" });
        expect(failures.map(({ reason }) => reason.split(" ")[0])).to.deep.equal(["projectKind:"]);
    });

    it("finds the text of a resource whose new one is not known yet in the old one", async () => {
        const known = bench.assignment();
        const { urn, inputs } = known;
        const { failures } = await bench.provider.check(urn, inputs, { ...inputs, __provider: unknownValue });
        expect(failures).to.deep.equal([]);
    });
});
