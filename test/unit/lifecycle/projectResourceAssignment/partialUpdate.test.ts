import { expect } from "chai";
import { ServiceError } from "#provider/core/errors";
import { create } from "#provider/lifecycle/projectResourceAssignment/create";
import { diff } from "#provider/lifecycle/projectResourceAssignment/diff";
import { update } from "#provider/lifecycle/projectResourceAssignment/update";
import { PartialError } from "#provider/lifecycle/results";
import { arm, member, project } from "../../../harness/bench/samples";
import { errorOf } from "../../support/testClient";
import { planContext } from "../support/planContext";
import { useBench } from "../support/useBench";

type Properties = Record<string, unknown>;

describe("update of an assignment that fails midway", () => {
    const bench = useBench();
    const held = () => bench.emulator.state().projects[project]?.resources ?? [];
    const namesIn = (state: Properties) =>
        (state.resources as { azureResourceId: string }[]).map((one) => one.azureResourceId.split("/").pop());

    async function made(accounts: readonly string[]): Promise<Properties> {
        return (await create(bench.run().context, bench.assignment(accounts))).state;
    }

    it("keeps the old state where nothing was sent", async () => {
        const state = await made(["A"]);
        bench.faults({ match: { method: "POST" }, times: 9, action: { status: 403 } });
        const error = await errorOf(update(bench.run().context, state, bench.assignment(["B"])), ServiceError);
        expect(error).not.to.be.instanceOf(PartialError);
    });

    it("remembers who joined and who could not leave", async () => {
        const state = await made(["A"]);
        bench.faults({ match: { path: ":unassign" }, times: 9, action: { status: 403 } });
        const error = await errorOf(update(bench.run().context, state, bench.assignment(["B"])), PartialError);
        expect(namesIn(error.state)).to.have.members(["A", "B"]);
        bench.faults();
        await update(bench.run().context, error.state, bench.assignment(["B"]));
        expect(bench.members()).to.deep.equal(["B"]);
    });

    it("remembers that a changed member is gone, and assigns it the next time", async () => {
        const state = await made(["A"]);
        const inputs = bench.assignment([], { resources: [member("A", "eastus")] });
        bench.faults({ match: { path: ":assign" }, times: 9, action: { status: 403 } });
        const error = await errorOf(update(bench.run().context, state, inputs), PartialError);
        expect(namesIn(error.state)).to.deep.equal([]);
        bench.faults();
        await update(bench.run().context, error.state, inputs);
        expect(held()).to.have.length(1);
        expect(held()[0]?.region).to.equal("eastus");
    });

    for (const jobStatus of ["failed", "cancelled", "partiallyCompleted"]) {
        it(`still knows the old domain of a member whose unassign ended ${jobStatus}`, async () => {
            const state = await made(["A", "B"]);
            const resources = [member("A", "westeurope", "other"), member("B", "westeurope", "another")];
            const inputs = bench.assignment([], { resources });
            bench.faults({ match: { path: ":unassign" }, action: { jobStatus } });
            const error = await errorOf(update(bench.run().context, state, inputs), PartialError);
            expect(diff(planContext(), error.state, inputs).changes).to.equal(true);
            await update(bench.run().context, error.state, inputs);
            expect(held().map(({ customDomain }) => customDomain)).to.have.members(["other", "another"]);
        });
    }

    it("still remembers that a lost unassign may take away what is declared again, where its own job for that was not taken", async () => {
        const state = await made(["A", "B"]);
        const since = new Date(bench.clock.now()).toISOString();
        const pending = { verb: "unassign", since, members: [arm("A")] };
        const inputs = bench.assignment(["A", "B", "C"]);
        bench.faults(
            { match: { path: ":assign" }, action: { delayMs: 1 } },
            { match: { path: ":assign" }, action: { status: 403 } },
        );
        const error = await errorOf(update(bench.run().context, { ...state, pending }, inputs), PartialError);
        expect(error.state.pending).to.deep.equal(pending);
        const after = await update(bench.run().context, error.state, inputs);
        expect(bench.jobs()).to.deep.equal(["assign A,B", "assign C", "assign A"]);
        expect(after.pending).to.equal(undefined);
    });

    /** Begins to change a member's domain, and runs out of time while it is unassigned. */
    async function cutShort() {
        const state = await made(["A"]);
        bench.options({ jobDurationMs: 60_000 });
        const inputs = bench.assignment([], {
            resources: [member("A", "westeurope", "other")],
            timeouts: { update: "10s" },
        });
        return { inputs, error: await errorOf(update(bench.run().context, state, inputs), PartialError) };
    }

    it("still knows the old domain of a member whose unassign has not ended", async () => {
        const { inputs, error } = await cutShort();
        expect(error.state.pending).to.include({ verb: "unassign" });
        const patient = { ...inputs, timeouts: undefined };
        await update(bench.run().context, error.state, patient);
        expect(held()[0]?.customDomain).to.equal("other");
        expect(bench.jobs()).to.deep.equal(["assign A", "unassign A", "assign A"]);
    });

    it("repeats the change where the pending unassign of a changed domain came to nothing", async () => {
        const { inputs, error } = await cutShort();
        bench.faults({ match: { path: "unassign/jobs" }, action: { jobStatus: "failed" } });
        await update(bench.run().context, error.state, { ...inputs, timeouts: undefined });
        expect(held()[0]?.customDomain).to.equal("other");
    });
});
