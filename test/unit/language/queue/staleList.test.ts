import { expect } from "chai";
import { UnsettledError } from "#provider/language/queue/errors";
import { useBench } from "../../lifecycle/support/useBench";
import { changed, projectChange } from "../support/projectChange";

describe("a project's queue, when the list lags behind", () => {
    const bench = useBench();

    for (const listDelayMs of [200, 5_000, 45_000]) {
        it(`waits until the list shows an assign (${listDelayMs} ms late)`, async () => {
            bench.options({ listDelayMs });
            const outcome = await bench.run().context.language.submit(projectChange(bench, { assign: ["A"] }));
            expect(outcome.error).to.equal(undefined);
            expect(outcome.after).to.have.length(1);
            expect(bench.jobs()).to.deep.equal(["assign A"]);
        });

        it(`waits until the list shows an unassign (${listDelayMs} ms late)`, async () => {
            bench.seed(["A"]);
            await bench.clock.sleep(listDelayMs + 1);
            bench.options({ listDelayMs });
            const outcome = await bench.run().context.language.submit(projectChange(bench, { unassign: ["A"] }));
            expect(outcome.error).to.equal(undefined);
            expect(outcome.after).to.have.length(0);
            expect(bench.jobs()).to.deep.equal(["unassign A"]);
        });
    }

    it("waits between the unassign and the assign of a member that changes", async () => {
        bench.seed(["A"]);
        await bench.clock.sleep(5_001);
        bench.options({ listDelayMs: 5_000 });
        const reassign = [changed("A", { region: "eastus" })];
        const outcome = await bench.run().context.language.submit(projectChange(bench, { reassign }));
        expect(outcome.error).to.equal(undefined);
        expect(bench.jobs()).to.deep.equal(["unassign A", "assign A"]);
        expect(outcome.after?.[0]?.region).to.equal("eastus");
    });

    it("is unsettled when a job succeeded and the list does not show it within a minute", async () => {
        bench.options({ listDelayMs: 3_600_000 });
        const outcome = await bench.run().context.language.submit(projectChange(bench, { assign: ["A"] }));
        expect(outcome.error).to.be.instanceOf(UnsettledError);
        expect(outcome.error?.message).to.match(/succeeded, but the list does not show it/);
        expect(outcome.pending).to.include({ verb: "assign" }).and.have.property("jobId");
    });

    it("gives each of a merged job its own unsettled members", async () => {
        bench.options({ listDelayMs: 3_600_000 });
        const { language } = bench.run().context;
        const outcomes = await Promise.all(
            ["A", "B"].map((account) => language.submit(projectChange(bench, { owner: account, assign: [account] }))),
        );
        expect(outcomes.map(({ pending }) => pending?.members.map((id) => id.slice(-1)))).to.deep.equal([["A"], ["B"]]);
        expect(bench.jobs()).to.deep.equal(["assign A,B"]);
    });

    for (const idCase of ["lower", "upper"] as const) {
        it(`knows members again in ${idCase} case`, async () => {
            bench.options({ idCase });
            const { language } = bench.run().context;
            expect((await language.submit(projectChange(bench, { assign: ["Weu"] }))).error).to.equal(undefined);
            expect((await language.submit(projectChange(bench, { assign: ["Weu"] }))).error).to.equal(undefined);
            expect((await language.submit(projectChange(bench, { unassign: ["wEU"] }))).error).to.equal(undefined);
            expect(bench.count(/POST/)).to.equal(2);
            expect(bench.members()).to.deep.equal([]);
        });
    }

    it("reads a list of many pages", async () => {
        bench.options({ pageSize: 1 });
        bench.seed(["A", "B", "C"]);
        const outcome = await bench.run().context.language.submit(projectChange(bench, { assign: ["C", "D"] }));
        expect(outcome.before).to.have.length(3);
        expect(bench.jobs()).to.deep.equal(["assign D"]);
    });
});
