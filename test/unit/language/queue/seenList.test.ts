import { expect } from "chai";
import { arm } from "../../../harness/bench/samples";
import { useBench } from "../../lifecycle/support/useBench";
import { projectChange, type Wanted } from "../support/projectChange";

describe("a batch begins with the list that the last one ended with", () => {
    const bench = useBench();

    /** The pages of whole lists that were asked for; whether a list has grown is asked in another way. */
    const pages = () => bench.count(/GET .*\/resources\?(?!.*top=1)/);
    const others = Array.from({ length: 19 }, (_, index) => `Other${index}`);

    /** Assigns A, lets time pass, does what is wanted then among a burst, and answers how often the project was listed for that. */
    async function listsFor(wanted: Wanted, pauseInMs = 0, burst: readonly string[] = others): Promise<number> {
        const { language } = bench.run().context;
        await language.submit(projectChange(bench, { owner: "a", assign: ["A"] }));
        await bench.clock.sleep(pauseInMs);
        const before = pages();
        const changes = [{ owner: "b", ...wanted }, ...burst.map((name) => ({ owner: name, assign: [name] }))];
        const results = await Promise.all(changes.map((change) => language.submit(projectChange(bench, change))));
        expect(results.map(({ error }) => error)).to.deep.equal(changes.map(() => undefined));
        return pages() - before;
    }

    it("where it only assigns what that does not show", async () => {
        expect(await listsFor({ assign: ["B"] })).to.equal(1);
        expect(bench.members()).to.have.members(["A", "B", ...others]);
    });

    it("after one small request for what has come to be assigned since, instead of a look at a job that has hardly begun", async () => {
        bench.options({ pageSize: 5, jobDurationMs: 1_000 });
        await listsFor({ assign: ["B"] });
        const requests = bench.emulator
            .state()
            .requests.map(({ method, path }) => `${method} ${path.replace(/\?.*/, "")}`);
        const burst = requests.slice(
            requests.lastIndexOf(requests.find((request) => request.endsWith(":assign")) ?? "") - 1,
        );
        const jobs = burst.filter((request) => request.includes("/jobs/"));
        expect([burst[0]?.endsWith("/resources"), jobs.length]).to.deep.equal([true, 3]);
        expect(bench.count(/GET .*skip=1&top=1/)).to.equal(1);
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

    for (const assignExisting of ["ok", "fail"] as const) {
        it(`but not where somebody else has assigned more meanwhile, which is said (assigning again: ${assignExisting})`, async () => {
            bench.options({ assignExisting });
            const { language } = bench.run().context;
            await language.submit(projectChange(bench, { owner: "a", assign: ["A"] }));
            bench.seed(["A", "B"]);
            const changes = ["B", ...others].map((name) => projectChange(bench, { owner: name, assign: [name] }));
            const results = await Promise.all(changes.map((change) => language.submit(change)));
            expect(results.map(({ error }) => error)).to.deep.equal(changes.map(() => undefined));
            expect(results[0]?.before?.map(({ azureResourceId }) => azureResourceId)).to.include(arm("B"));
            expect(bench.members()).to.have.members(["A", "B", ...others]);
        });
    }

    it("but not where whether it has grown cannot be had", async () => {
        bench.faults({ match: { path: "top=1" }, times: 9, action: { status: 400 } });
        expect(await listsFor({ assign: ["B"] })).to.equal(2);
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
