import { expect } from "chai";
import { PartialError } from "#provider/lifecycle/partialError";
import { create } from "#provider/lifecycle/projectResourceAssignment/create";
import { remove } from "#provider/lifecycle/projectResourceAssignment/delete";
import { read } from "#provider/lifecycle/projectResourceAssignment/read";
import { update } from "#provider/lifecycle/projectResourceAssignment/update";
import { errorOf } from "../support/testClient";
import { Bench } from "./support/bench";
import { member } from "./support/samples";

describe("probe", () => {
    let bench: Bench;
    before(async () => {
        bench = await Bench.start();
    });
    beforeEach(() => bench.clean());
    after(() => bench.close());

    it("create", async () => {
        const { context, said } = bench.run();
        const made = await create(context, bench.assignment(["Weu", "Neu"]));
        console.log(made, said("info"));
        expect(bench.members()).to.deep.equal(["Neu", "Weu"]);
        const noop = await update(context, made.state, bench.assignment(["Weu", "Neu"]));
        console.log(noop);
        await remove(context, noop);
        expect(bench.members()).to.deep.equal([]);
        console.log(bench.jobs());
    });

    it("destroy after pending with list lag leaves an orphan?", async () => {
        bench.options({ jobDurationMs: 60_000, listDelayMs: 5_000 });
        const inputs = bench.assignment(["Weu"], { timeouts: { create: "10s" } });
        const partial = await errorOf(create(bench.run().context, inputs), PartialError);
        console.log(partial.state, partial.reasons);
        await remove(bench.run().context, partial.state);
        await bench.clock.sleep(100_000);
        expect(bench.members()).to.deep.equal([]);
    });

    it("unassign pending, declared again, list lag", async () => {
        const first = await create(bench.run().context, bench.assignment(["Weu", "Neu"]));
        bench.options({ jobDurationMs: 60_000, listDelayMs: 5_000 });
        const inputs = bench.assignment(["Weu"], { timeouts: { update: "10s" } });
        const partial = await errorOf(update(bench.run().context, first.state, inputs), PartialError);
        console.log(partial.state, partial.reasons);
        const again = await update(bench.run().context, partial.state, bench.assignment(["Weu", "Neu"]));
        console.log(again, bench.jobs());
        expect(bench.members()).to.deep.equal(["Neu", "Weu"]);
    });

    it("assign pending, still declared, list lag, assignExisting fail", async () => {
        bench.options({ jobDurationMs: 60_000, listDelayMs: 5_000, assignExisting: "fail" });
        const inputs = bench.assignment(["Weu"], { timeouts: { create: "10s" } });
        const partial = await errorOf(create(bench.run().context, inputs), PartialError);
        const again = await update(bench.run().context, partial.state, bench.assignment(["Weu"]));
        console.log(again, bench.jobs());
        expect(bench.jobs()).to.have.length(1);
    });

    it("domain change whose unassign job fails", async () => {
        const first = await create(bench.run().context, bench.assignment(["Weu"]));
        bench.faults({ match: { path: ":unassign" }, action: { jobStatus: "failed" } });
        const inputs = bench.assignment([], { resources: [member("Weu", "westeurope", "other")] });
        const partial = await errorOf(update(bench.run().context, first.state, inputs), PartialError);
        console.log(partial.state, partial.reasons);
        const again = await update(bench.run().context, partial.state, inputs);
        console.log(again, bench.jobs());
        expect(bench.emulator.state().projects["analyze-conversations/EmailApp"]?.resources[0]?.customDomain).to.equal(
            "other",
        );
    });

    it("hostile region", async () => {
        const body = { value: [{ azureResourceId: member("Weu").azureResourceId, region: 5 }] };
        bench.faults({ match: { method: "GET", path: "/resources\\?" }, times: 10, action: { status: 200, body } });
        const made = await create(bench.run().context, bench.assignment(["Weu"]));
        console.log(made);
    });

    it("malformed nextLink", async () => {
        bench.faults({ match: { method: "GET", path: "/resources\\?" }, times: 10, action: { nextLink: "http://[" } });
        await create(bench.run().context, bench.assignment(["Weu"])).catch((e) =>
            console.log(e.constructor.name, e.message),
        );
    });

    it("same member in two deletes", async () => {
        bench.seed(["Weu"]);
        const { context } = bench.run();
        await Promise.all(["a", "b"].map((logicalName) => remove(context, bench.assignment(["Weu"], { logicalName }))));
        console.log(bench.jobs(), bench.count(/POST/));
    });

    it("partially completed merged", async () => {
        const { context } = bench.run();
        bench.options({ assignExisting: "fail" });
        bench.faults({ match: { path: ":assign" }, action: { jobStatus: "partiallyCompleted" } });
        const all = await Promise.allSettled([
            create(context, bench.assignment(["A", "B"], { logicalName: "a" })),
            create(context, bench.assignment(["C"], { logicalName: "b" })),
        ]);
        console.log(all, bench.jobs());
    });
    it("kind replaced", async () => {
        bench.emulator.putState({ projects: { "analyze-conversations/EmailApp": {}, "analyze-text/EmailApp": {} } });
        await create(bench.run().context, bench.assignment(["Weu"]));
        await create(bench.run().context, bench.assignment(["Weu"], { projectKind: "text" })).catch((e) =>
            console.log(e.message),
        );
        void read;
    });
});
