import { expect } from "chai";
import { useBench } from "../../lifecycle/support/useBench";
import { projectChange, type Wanted } from "../support/projectChange";

describe("a batch begins with the list that the last one ended with", () => {
    const bench = useBench();

    const others = Array.from({ length: 19 }, (_, index) => `Other${index}`);

    /** Assigns A, lets time pass, does what is wanted then among a burst, and answers how often the project was listed for that. */
    async function listsFor(wanted: Wanted, pauseInMs = 0, burst: readonly string[] = others): Promise<number> {
        const { language } = bench.run().context;
        await language.submit(projectChange(bench, { owner: "a", assign: ["A"] }));
        await bench.clock.sleep(pauseInMs);
        const before = bench.count(/GET .*\/resources\?/);
        const changes = [{ owner: "b", ...wanted }, ...burst.map((name) => ({ owner: name, assign: [name] }))];
        const results = await Promise.all(changes.map((change) => language.submit(projectChange(bench, change))));
        expect(results.map(({ error }) => error)).to.deep.equal(changes.map(() => undefined));
        return bench.count(/GET .*\/resources\?/) - before;
    }

    it("where it only assigns what that does not show", async () => {
        expect(await listsFor({ assign: ["B"] })).to.equal(1);
        expect(bench.members()).to.have.members(["A", "B", ...others]);
    });

    it("but not where few are served, for which a look costs little", async () => {
        expect(await listsFor({ assign: ["B"] }, 0, [])).to.equal(2);
    });

    it("but not where that is older than a quarter of a minute", async () => {
        expect(await listsFor({ assign: ["B"] }, 16_000)).to.equal(2);
    });

    const exceptions: [title: string, wanted: Wanted, lists: number][] = [
        ["that shows what is to be assigned", { assign: ["A"] }, 2],
        ["something is to go", { assign: ["B"], unassign: ["A"], deleteDeployments: true }, 3],
        ["it proves nothing", { assign: ["B"], unverified: ["B"] }, 2],
        ["somebody judges it", { assign: ["B"], refuseExisting: ["B"] }, 2],
        ["another host or version is asked", { assign: ["B"], project: { apiVersion: "2025-11-01" } }, 4],
    ];
    for (const [title, wanted, lists] of exceptions) {
        it(`but not where ${title}`, async () => {
            expect(await listsFor(wanted)).to.equal(lists);
        });
    }

    it("but not after a job that went wrong", async () => {
        const { language } = bench.run().context;
        bench.faults({ match: { path: ":assign" }, action: { jobStatus: "failed" } });
        const { error } = await language.submit(projectChange(bench, { owner: "a", assign: ["A"] }));
        expect(error).to.be.instanceOf(Error);
        const before = bench.count(/GET .*\/resources\?/);
        await language.submit(projectChange(bench, { owner: "b", assign: ["B"] }));
        expect(bench.count(/GET .*\/resources\?/) - before).to.equal(2);
    });

    it("and is right where somebody else has assigned the member meanwhile", async () => {
        for (const assignExisting of ["ok", "fail"] as const) {
            bench.clean();
            bench.options({ assignExisting });
            const { language } = bench.run().context;
            await language.submit(projectChange(bench, { owner: "a", assign: ["A"] }));
            bench.seed(["A", "B"]);
            const changes = ["B", ...others].map((name) => projectChange(bench, { owner: name, assign: [name] }));
            const results = await Promise.all(changes.map((change) => language.submit(change)));
            expect(results.map(({ error }) => error)).to.deep.equal(changes.map(() => undefined));
            expect(bench.members()).to.have.members(["A", "B", ...others]);
        }
    });
});

describe("lists", () => {
    const bench = useBench();

    for (const [largestPageSize, lists] of [
        [null, 6],
        [1_000, 2],
    ] as const) {
        it(`come in pages as large as the service gives them (${largestPageSize})`, async () => {
            bench.seed(["A", "B", "C"]);
            bench.options({ pageSize: 2, largestPageSize });
            const { language } = bench.run().context;
            const { error } = await language.submit(projectChange(bench, { assign: ["A", "B", "C", "D"] }));
            expect(error).to.equal(undefined);
            // Twice two pages before the job and two after it, or one page each.
            expect(bench.count(/GET .*\/resources\?/)).to.equal(lists);
        });
    }
});
