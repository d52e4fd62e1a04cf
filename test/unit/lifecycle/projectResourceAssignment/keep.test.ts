import { expect } from "chai";
import { check } from "#provider/lifecycle/projectResourceAssignment/check";
import { create } from "#provider/lifecycle/projectResourceAssignment/create";
import { remove } from "#provider/lifecycle/projectResourceAssignment/delete";
import { diff } from "#provider/lifecycle/projectResourceAssignment/diff";
import { ExistsError, KeptRegionError, memberHash } from "#provider/lifecycle/projectResourceAssignment/members/keep";
import { read } from "#provider/lifecycle/projectResourceAssignment/read";
import { update } from "#provider/lifecycle/projectResourceAssignment/update";
import { PartialError } from "#provider/lifecycle/results";
import { arm, member } from "../../../harness/bench/samples";
import { errorOf } from "../../support/testClient";
import { useBench } from "../support/useBench";

type Properties = Record<string, unknown>;

describe('an assignment that says existing: "keep"', () => {
    const bench = useBench();
    const keeping = (accounts: readonly string[], more: Properties = {}) =>
        bench.assignment(accounts, { existing: "keep", ...more });
    const hashes = (...accounts: string[]) => accounts.map((account) => memberHash(arm(account)));

    /** An assignment of A, which was there before, and B, which was not. */
    async function made(): Promise<Properties> {
        bench.seed(["A"]);
        return (await create(bench.run().context, keeping(["A", "B"]))).state;
    }

    it("is satisfied with what is there, assigns what is missing, and says which is which", async () => {
        bench.seed(["A"]);
        const run = bench.run();
        const { state } = await create(run.context, keeping(["a", "B"]));
        expect(bench.jobs()).to.deep.equal(["assign B"]);
        expect(state.kept).to.deep.equal(hashes("A"));
        expect(run.said("info")).to.contain('was assigned to conversations project "EmailApp" already and stays so');
        expect(run.said("info")).not.to.contain("now belongs");
    });

    it("never unassigns it: on destroy, or when it leaves", async () => {
        const state = await made();
        const run = bench.run();
        await remove(run.context, state);
        expect(bench.members()).to.deep.equal(["A"]);
        expect(run.said("info")).to.contain("does not unassign A from").and.contain("it was there before it");

        bench.emulator.reset();
        const again = await made();
        const after = await update(bench.run().context, again, keeping(["B"]));
        expect([bench.members(), after.kept, after.resources]).to.deep.equal([["A", "B"], undefined, [member("B")]]);
    });

    it("unassigns what it assigned itself", async () => {
        const state = await made();
        await update(bench.run().context, state, keeping(["A"]));
        expect(bench.members()).to.deep.equal(["A"]);
    });

    it("sends nothing at all where all it has is kept", async () => {
        bench.seed(["A"]);
        const { state } = await create(bench.run().context, keeping(["A"]));
        const before = bench.count(/./);
        await remove(bench.run().context, state);
        expect([bench.count(/POST/), bench.count(/./)]).to.deep.equal([0, before]);
    });

    it("refuses another region, on create and later, and changes nothing", async () => {
        bench.seed(["A"]);
        const elsewhere = keeping([], { resources: [member("A", "eastus"), member("B")] });
        const error = await errorOf(create(bench.run().context, elsewhere), KeptRegionError);
        expect(error.message).to.contain("A is assigned with the region westeurope, not eastus").and.contain("adopt");
        const state = await made();
        await errorOf(update(bench.run().context, state, elsewhere), KeptRegionError);
        const joined = keeping([], { resources: [member("A"), member("B"), member("C", "eastus")] });
        bench.seed(["A", "B", "C"]);
        await errorOf(update(bench.run().context, state, joined), KeptRegionError);
        expect(bench.jobs()).to.deep.equal(["assign B"]);
    });

    it("warns of another domain, and changes nothing", async () => {
        const state = await made();
        const run = bench.run();
        const resources = [member("A", "westeurope", "other"), member("B")];
        const after = await update(run.context, state, keeping([], { resources }));
        expect(run.said("warning")).to.contain("keeps A as assigned before it");
        expect([bench.jobs(), after.kept, after.resources]).to.deep.equal([["assign B"], hashes("A"), resources]);
    });

    it('still keeps it after a change to "fail"', async () => {
        const state = await made();
        const now = bench.assignment(["A", "B", "C"], { existing: "fail" });
        const after = await update(bench.run().context, state, now);
        expect(after.kept).to.deep.equal(hashes("A"));
        await remove(bench.run().context, after);
        expect(bench.members()).to.deep.equal(["A"]);
    });

    it('takes it over by a change to "adopt", and destroy unassigns it then', async () => {
        const state = await made();
        const now = bench.assignment(["A", "B"]);
        expect(diff(bench.run().context, state, now).changes).to.equal(true);
        const run = bench.run();
        const after = await update(run.context, state, now);
        expect([after.kept, bench.jobs()]).to.deep.equal([undefined, ["assign B"]]);
        expect(run.said("info")).to.contain('A now belongs to "email-app"');
        await remove(bench.run().context, after);
        expect(bench.members()).to.deep.equal([]);
    });

    it("does not take over, with a change to adopt, what leaves at the same time", async () => {
        const state = await made();
        await update(bench.run().context, state, bench.assignment(["B"]));
        expect(bench.members()).to.deep.equal(["A", "B"]);
    });

    it("still owns what it had before it said so", async () => {
        const { state } = await create(bench.run().context, bench.assignment(["A"]));
        const after = await update(bench.run().context, state, keeping(["A"]));
        expect(after.kept).to.equal(undefined);
        await remove(bench.run().context, after);
        expect(bench.members()).to.deep.equal([]);
    });

    it("assigns anew, and owns from then on, what somebody has unassigned", async () => {
        const state = await made();
        bench.seed(["B"]);
        const seen = await read(bench.run().context, state);
        expect([seen?.state.kept, seen?.state.resources]).to.deep.equal([undefined, [member("B")]]);
        const after = await update(bench.run().context, seen?.state ?? {}, keeping(["A", "B"]));
        expect([after.kept, bench.members()]).to.deep.equal([undefined, ["A", "B"]]);
    });

    it("does not own what somebody else's job assigns while it is waited for", async () => {
        bench.faults({ match: { operation: "assign" }, times: 3, action: { status: 409 } });
        const creating = create(bench.run().context, keeping(["A", "B"]));
        while (bench.count(/:assign/) === 0) {
            await bench.clock.sleep(50);
        }
        bench.seed(["A"]);
        const { state } = await creating;
        expect(state.kept).to.deep.equal(hashes("A"));
        await remove(bench.run().context, state);
        expect(bench.members()).to.deep.equal(["A"]);
    });

    it("leaves alone what it keeps while work of an earlier run is settled, also where all is secret", async () => {
        const state = await made();
        const pending = { verb: "assign", since: new Date(bench.clock.now()).toISOString() };
        await update(
            bench.run().context,
            { ...state, secretInputs: ["resources"], pending },
            {
                ...keeping(["A", "B"]),
                secretInputs: ["resources"],
            },
        );
        expect(bench.jobs().slice(1).join()).not.to.contain("A");
    });

    it("is no owner of what another resource of the stack had owned: a warning says so", async () => {
        const { state } = await create(bench.run().context, bench.assignment(["A"]));
        const run = bench.run();
        const newOwner = keeping(["A"], { logicalName: "newOwner" });
        check(run.context, {}, newOwner);
        await create(run.context, newOwner);
        await remove(run.context, state);
        expect(run.said("warning")).to.contain('"newOwner" keeps A, which "email-app" owned, and does not own it');
        expect(bench.members()).to.deep.equal(["A"]);
    });

    it("remembers it through a refresh, which shows no inputs of its own", async () => {
        const seen = await read(bench.run().context, await made());
        expect(seen?.state.kept).to.deep.equal(hashes("A"));
        expect(seen?.inputs).not.to.have.property("kept");
    });

    it("remembers it in a create that ends partial, and announces what it keeps", async () => {
        bench.seed(["A"]);
        bench.options({ badMember: "partiallyCompleted" });
        const run = bench.run();
        const error = await errorOf(create(run.context, keeping(["A", "B", "bad"])), PartialError);
        expect(error.state.kept).to.deep.equal(hashes("A"));
        expect(run.said("info")).to.contain("A was assigned").and.contain("stays so");
    });
});

describe("an assignment that finds members there", () => {
    const bench = useBench();

    it('refuses under existing: "fail" what somebody else\'s job assigns while it is waited for', async () => {
        bench.faults({ match: { operation: "assign" }, times: 3, action: { status: 409 } });
        const creating = create(bench.run().context, bench.assignment(["A", "B"], { existing: "fail" }));
        while (bench.count(/:assign/) === 0) {
            await bench.clock.sleep(50);
        }
        bench.seed(["A"]);
        await errorOf(creating, ExistsError);
        expect(bench.members()).to.deep.equal(["A"]);
    });

    it("announces what it adopts, also where it ends partial", async () => {
        bench.seed(["A"]);
        bench.options({ badMember: "partiallyCompleted" });
        const run = bench.run();
        await errorOf(create(run.context, bench.assignment(["A", "B", "bad"])), PartialError);
        expect(run.said("info")).to.contain(
            'A was assigned to conversations project "EmailApp" already and now belongs to',
        );
    });

    it('knows its own under existing: "fail" where the engine replaces what diff has compared (replaceOnChanges)', async () => {
        const inputs = bench.assignment(["A"], { existing: "fail" });
        const { state } = await create(bench.run().context, inputs);
        const run = bench.run();
        const now = { ...inputs, timeouts: { create: "1h" } };
        check(run.context, state, now);
        diff(run.context, state, now);
        await create(run.context, now);
        await remove(run.context, state);
        expect([bench.members(), bench.jobs()]).to.deep.equal([["A"], ["assign A"]]);
    });

    it('names the ways out under existing: "fail" where the engine says nothing of the old one (a taint)', async () => {
        const inputs = bench.assignment(["A"], { existing: "fail" });
        await create(bench.run().context, inputs);
        const { message } = await errorOf(create(bench.run().context, inputs), ExistsError);
        expect(message).to.contain("pulumi state untaint").and.contain('existing to "adopt"');
    });
});
