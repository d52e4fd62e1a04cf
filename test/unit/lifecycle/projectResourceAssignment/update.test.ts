import { expect } from "chai";
import { UnsettledError } from "#provider/language/queue/errors";
import { check } from "#provider/lifecycle/projectResourceAssignment/check";
import { create } from "#provider/lifecycle/projectResourceAssignment/create";
import { diff } from "#provider/lifecycle/projectResourceAssignment/diff";
import { update } from "#provider/lifecycle/projectResourceAssignment/update";
import { PartialError } from "#provider/lifecycle/results";
import { member, project } from "../../../harness/bench/samples";
import { errorOf } from "../../support/testClient";
import { planContext } from "../support/planContext";
import { useBench } from "../support/useBench";

type Properties = Record<string, unknown>;

describe("update of an assignment", () => {
    const bench = useBench();
    const held = () => bench.emulator.state().projects[project]?.resources ?? [];
    const namesIn = (state: Properties) =>
        (state.resources as { azureResourceId: string }[]).map((one) => one.azureResourceId.split("/").pop());

    async function made(accounts: readonly string[], more: Properties = {}): Promise<Properties> {
        return (await create(bench.run().context, bench.assignment(accounts, more))).state;
    }

    it("assigns who joined first, then unassigns who left", async () => {
        const state = await made(["A", "B"]);
        const after = await update(bench.run().context, state, bench.assignment(["B", "C"]));
        expect(bench.jobs().slice(1)).to.deep.equal(["assign C", "unassign A"]);
        expect(namesIn(after)).to.deep.equal(["B", "C"]);
        expect(after.lastAssignJob).to.include({ status: "succeeded" });
        expect(after.lastUnassignJob).to.include({ status: "succeeded" });
        expect(bench.members()).to.deep.equal(["B", "C"]);
    });

    it("unassigns whose region changed, then assigns it", async () => {
        const state = await made(["A", "B"]);
        const inputs = bench.assignment([], { resources: [member("A", "eastus"), member("B")] });
        const after = await update(bench.run().context, state, inputs);
        expect(bench.jobs().slice(1)).to.deep.equal(["unassign A", "assign A"]);
        expect(after.resources).to.deep.equal(inputs.resources);
        expect(held().find(({ region }) => region === "eastus")).to.be.an("object");
    });

    it("unassigns whose domain changed, then assigns it: the list would never show it", async () => {
        const state = await made(["A"]);
        const inputs = bench.assignment([], { resources: [member("A", "westeurope", "other")] });
        await update(bench.run().context, state, inputs);
        expect(bench.jobs().slice(1)).to.deep.equal(["unassign A", "assign A"]);
        expect(held()[0]?.customDomain).to.equal("other");
    });

    it("does nothing for a region that somebody has mended already", async () => {
        const state = { ...(await made(["A"])), resources: [member("A", "eastus")] };
        await update(bench.run().context, state, bench.assignment(["A"]));
        expect(bench.jobs()).to.deep.equal(["assign A"]);
    });

    const silent: [title: string, more: Properties][] = [
        ["timeouts", { timeouts: { create: "1h" } }],
        ["existing", { existing: "fail" }],
        ["the api-version", { apiVersion: "2025-11-01" }],
        ["the logical name", { logicalName: "renamed" }],
    ];
    for (const [title, more] of silent) {
        it(`calls nothing for ${title} alone, and remembers it`, async () => {
            const state = await made(["A"]);
            const requests = bench.emulator.state().requests.length;
            const after = await update(bench.run().context, state, bench.assignment(["A"], more));
            expect(after).to.deep.include(more);
            expect(after.lastAssignJob).to.deep.equal(state.lastAssignJob);
            expect(bench.emulator.state().requests.length).to.equal(requests);
        });
    }

    it("assigns again what somebody removed, though the state has it", async () => {
        const state = await made(["A", "B"]);
        bench.seed(["A"]);
        await update(bench.run().context, state, bench.assignment(["A", "B", "C"]));
        expect(bench.members()).to.deep.equal(["A", "B", "C"]);
    });

    it("leaves who left but is declared elsewhere, and forgets it once the other has it", async () => {
        const state = await made(["A", "B"]);
        const run = bench.run();
        const other = { ...bench.assignment(["A"]), logicalName: "other" };
        check(run.context, {}, other);
        const [after] = await Promise.all([
            update(run.context, state, bench.assignment(["B"])),
            create(run.context, other),
        ]);
        expect(bench.members()).to.deep.equal(["A", "B"]);
        expect(namesIn(after)).to.deep.equal(["B"]);
        expect(run.said("info")).to.contain('"email-app" leaves A assigned to').and.contain('"other" declares it');
    });

    it("remembers who left but is declared elsewhere as long as the other does not have it", async () => {
        const state = await made(["A", "B"]);
        const run = bench.run();
        check(run.context, {}, { ...bench.assignment(["A"]), logicalName: "other" });
        const after = await update(run.context, state, bench.assignment(["B"]));
        expect(bench.members()).to.deep.equal(["A", "B"]);
        expect(namesIn(after)).to.have.members(["A", "B"]);
        expect(diff(planContext(), after, bench.assignment(["B"])).changes).to.equal(true);
    });

    it("leaves alone who was never ours", async () => {
        const state = await made(["A"]);
        bench.seed(["A", "Foreign"]);
        await update(bench.run().context, state, bench.assignment(["B"]));
        expect(bench.members()).to.deep.equal(["B", "Foreign"]);
    });

    it("adopts who joined and is there already, and says so", async () => {
        const state = await made(["A"]);
        bench.seed(["A", "B"]);
        const run = bench.run();
        await update(run.context, state, bench.assignment(["A", "B"]));
        expect(run.said("info")).to.match(/B was assigned .* already and now belongs to "email-app"/);
    });

    it("keeps the unsettled old state where the job of an earlier run still runs", async () => {
        bench.options({ jobDurationMs: 600_000 });
        const inputs = bench.assignment(["A"], { timeouts: { create: "10s", update: "10s" } });
        const { state } = await errorOf(create(bench.run().context, inputs), PartialError);
        const error = await errorOf(update(bench.run().context, state, inputs), UnsettledError);
        expect(error.message).to.match(/of an earlier run is still "running"/);
        expect(bench.jobs()).to.have.length(1);
    });
});
