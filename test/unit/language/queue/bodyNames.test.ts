import { expect } from "chai";
import { ServiceError } from "#provider/core/errors";
import { useBench } from "../../lifecycle/support/useBench";
import { projectChange } from "../support/projectChange";

describe("the body of an unassign", () => {
    const bench = useBench();

    for (const apiVersion of ["2025-11-01", "2025-11-15-preview"]) {
        for (const unassignBody2025 of ["azureResourceIds", "assignedResourceIds"] as const) {
            it(`is taken in ${apiVersion} where the service wants ${unassignBody2025}`, async () => {
                bench.seed(["A"]);
                bench.options({ unassignBody2025 });
                const work = projectChange(bench, { unassign: ["A"], project: { apiVersion } });
                expect((await bench.run().context.language.submit(work)).error).to.equal(undefined);
                expect(bench.members()).to.deep.equal([]);
                expect(bench.count(/POST/)).to.equal(unassignBody2025 === "azureResourceIds" ? 1 : 2);
            });
        }
    }

    it("is not tried by another name in versions on which the sources agree", async () => {
        bench.seed(["A"]);
        bench.faults({ match: { method: "POST" }, action: { status: 400 } });
        const outcome = await bench.run().context.language.submit(projectChange(bench, { unassign: ["A"] }));
        expect(outcome.error).to.be.instanceOf(ServiceError);
        expect(bench.count(/POST/)).to.equal(1);
    });

    it("was not the matter where neither name is taken: the first complaint is told", async () => {
        bench.seed(["A"]);
        const complaint = { error: { code: "InvalidArgument", message: "A is locked." } };
        const second = { error: { code: "InvalidRequest", message: "Unknown name." } };
        bench.faults(
            { match: { method: "POST" }, action: { status: 400, body: complaint } },
            { match: { method: "POST" }, action: { status: 400, body: second } },
        );
        const work = projectChange(bench, { unassign: ["A"], project: { apiVersion: "2025-11-01" } });
        const outcome = await bench.run().context.language.submit(work);
        expect(outcome.error?.message).to.contain("A is locked.").and.not.contain("Unknown name");
        expect(outcome.pending).to.equal(undefined);
    });
});
