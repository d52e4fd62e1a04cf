import { expect } from "chai";
import { UnsettledError } from "#provider/language/queue/errors";
import { memberKey } from "#provider/lifecycle/projectResourceAssignment/check";
import { arm } from "../../../harness/bench/samples";
import { useBench } from "../../lifecycle/support/useBench";
import { changed, projectChange, projectOf } from "../support/projectChange";

describe("a project's queue protects what others declare", () => {
    const bench = useBench();

    /** A process in which each owner declares the accounts given. */
    function declaring(declared: Record<string, readonly string[]>) {
        const { context } = bench.run();
        for (const [owner, accounts] of Object.entries(declared)) {
            context.members.declare(
                owner,
                accounts.map((account) => memberKey(projectOf(bench), arm(account))),
            );
        }
        return context.language;
    }

    it("leaves a member that another resource declares, and says whose it is", async () => {
        bench.seed(["A", "B"]);
        const outcome = await declaring({ b: ["A"] }).submit(
            projectChange(bench, { owner: "a", unassign: ["A", "B"] }),
        );
        expect(bench.members()).to.deep.equal(["A"]);
        expect(outcome.claimed.map(({ owner }) => owner)).to.deep.equal(["b"]);
        expect(outcome.error).to.equal(undefined);
    });

    it("sends nothing where all that is to go is declared elsewhere", async () => {
        bench.seed(["A"]);
        const outcome = await declaring({ b: ["A"] }).submit(projectChange(bench, { owner: "a", unassign: ["A"] }));
        expect(bench.count(/POST/)).to.equal(0);
        expect(outcome.effective).to.equal(false);
    });

    it("takes away what only its own resource declares", async () => {
        bench.seed(["A"]);
        await declaring({ a: ["A"] }).submit(projectChange(bench, { owner: "a", unassign: ["A"] }));
        expect(bench.members()).to.deep.equal([]);
    });

    it("knows a declared member again in any spelling", async () => {
        bench.seed(["Weu"]);
        await declaring({ b: ["wEU"] }).submit(projectChange(bench, { owner: "a", unassign: ["WEU"] }));
        expect(bench.members()).to.deep.equal(["Weu"]);
    });

    it("knows a declared member again at an endpoint that is spelled otherwise", async () => {
        bench.seed(["A"]);
        const project = { endpoint: `${bench.emulator.url}/` };
        await declaring({ b: ["A"] }).submit(projectChange(bench, { owner: "a", unassign: ["A"], project }));
        expect(bench.members()).to.deep.equal(["A"]);
    });

    it("leaves a declared member even where the list proves nothing", async () => {
        bench.seed(["A"]);
        const work = projectChange(bench, { owner: "a", unassign: ["A"], unverified: ["A"] });
        await declaring({ b: ["A"] }).submit(work);
        expect(bench.members()).to.deep.equal(["A"]);
    });

    it("does not unassign a changed member that another resource has come to declare", async () => {
        bench.seed(["A"]);
        const reassign = [changed("A", { region: "eastus" })];
        const outcome = await declaring({ b: ["A"] }).submit(projectChange(bench, { owner: "a", reassign }));
        expect(bench.jobs().filter((job) => job.startsWith("unassign"))).to.deep.equal([]);
        expect(outcome.claimed).to.have.length(1);
    });

    it("leaves a member that another resource comes to declare while a conflict is waited out", async () => {
        bench.seed(["A", "B"]);
        bench.faults({ match: { operation: "unassign" }, times: 4, action: { status: 409 } });
        const { language, members } = bench.run().context;
        const work = language.submit(projectChange(bench, { owner: "a", unassign: ["A", "B"] }));
        while (bench.count(/:unassign/) === 0) {
            await bench.clock.sleep(50);
        }
        members.declare("b", [memberKey(projectOf(bench), arm("A"))]);
        const { error, claimed, pending } = await work;
        expect([error, pending]).to.deep.equal([undefined, undefined]);
        expect(claimed).to.deep.equal([{ azureResourceId: arm("A"), owner: "b" }]);
        expect(bench.jobs()).to.deep.equal(["unassign B"]);
    });

    it("sends nothing more where all that was to go has come to be declared meanwhile", async () => {
        bench.seed(["A"]);
        bench.faults({ match: { operation: "unassign" }, times: 4, action: { status: 409 } });
        const { language, members } = bench.run().context;
        const work = language.submit(projectChange(bench, { owner: "a", unassign: ["A"] }));
        while (bench.count(/:unassign/) === 0) {
            await bench.clock.sleep(50);
        }
        members.declare("b", [memberKey(projectOf(bench), arm("A"))]);
        const { error, claimed, effective } = await work;
        expect([error, claimed.length, effective, bench.members()]).to.deep.equal([undefined, 1, false, ["A"]]);
    });

    it("swaps members between two resources without a job", async () => {
        bench.seed(["A", "B"]);
        const language = declaring({ a: ["B"], b: ["A"] });
        await Promise.all([
            language.submit(projectChange(bench, { owner: "a", assign: ["B"], unassign: ["A"] })),
            language.submit(projectChange(bench, { owner: "b", assign: ["A"], unassign: ["B"] })),
        ]);
        expect(bench.count(/POST/)).to.equal(0);
        expect(bench.members()).to.deep.equal(["A", "B"]);
    });
});

describe("a project's queue, where the list proves nothing", () => {
    const bench = useBench();

    for (const assignExisting of ["ok", "fail"] as const) {
        it(`runs a job for a member that is there (assigning again: ${assignExisting})`, async () => {
            bench.seed(["A"]);
            bench.options({ assignExisting });
            const work = projectChange(bench, { assign: ["A", "B"], unverified: ["A"] });
            const outcome = await bench.run().context.language.submit(work);
            expect(bench.jobs()).to.have.members(["assign A", "assign B"]);
            expect(outcome.error).to.equal(undefined);
        });
    }

    for (const unassignMissing of ["ok", "fail"] as const) {
        it(`runs a job for a member that is gone (unassigning again: ${unassignMissing})`, async () => {
            bench.options({ unassignMissing });
            const work = projectChange(bench, { unassign: ["A"], unverified: ["A"] });
            const outcome = await bench.run().context.language.submit(work);
            expect(bench.jobs()).to.deep.equal(["unassign A"]);
            expect(outcome.error).to.equal(undefined);
        });
    }

    for (const verb of ["assign", "unassign"] as const) {
        it(`${verb}s again after a lost answer, since no list shows whether the request arrived`, async () => {
            bench.seed(verb === "assign" ? ["A"] : []);
            bench.faults({ match: { operation: verb }, action: { reset: "before" } });
            const work = projectChange(bench, { [verb]: ["A"], unverified: ["A"] });
            const { error, pending } = await bench.run().context.language.submit(work);
            expect([error, pending]).to.deep.equal([undefined, undefined]);
            expect(bench.jobs()).to.deep.equal([`${verb} A`]);
        });
    }

    it("is unsettled where answers are lost until the deadline", async () => {
        bench.seed(["A"]);
        bench.faults({ match: { operation: "assign" }, times: 99, action: { reset: "before" } });
        const work = projectChange(bench, { assign: ["A"], unverified: ["A"], limitInMs: 60_000 });
        const { error, pending } = await bench.run().context.language.submit(work);
        expect(error).to.be.instanceOf(UnsettledError);
        expect(pending).to.deep.include({ verb: "assign", members: [arm("A")] });
        expect(bench.count(/POST/)).to.be.within(2, 6);
    });

    it("does not unassign a changed member that is not there", async () => {
        const reassign = [changed("A", { customDomain: "other" })];
        const work = projectChange(bench, { reassign, unverified: ["A"] });
        expect((await bench.run().context.language.submit(work)).error).to.equal(undefined);
        expect(bench.jobs()).to.deep.equal(["assign A"]);
    });
});
