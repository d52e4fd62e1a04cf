import { expect } from "chai";
import { useBench } from "../../lifecycle/support/useBench";
import { changed, projectChange, type Wanted } from "../support/projectChange";

describe("a project's queue merges", () => {
    const bench = useBench();

    /** Hands in all at one moment. */
    function together(...wanted: Wanted[]) {
        const { language } = bench.run().context;
        return Promise.all(wanted.map((one) => language.submit(projectChange(bench, one))));
    }

    it("a hundred assigns into one job, one list before it and one after", async () => {
        const accounts = Array.from({ length: 100 }, (_, index) => `Acc${index}`);
        const outcomes = await together(...accounts.map((account) => ({ owner: account, assign: [account] })));
        expect(outcomes.filter(({ error }) => error)).to.deep.equal([]);
        expect(bench.members()).to.have.members(accounts);
        expect(bench.count(/POST .*:assign/)).to.equal(1);
        expect(bench.count(/GET .*\/resources\?/)).to.equal(2);
    });

    it("assigns and unassigns of a moment into one job each, assign first", async () => {
        bench.seed(["Old1", "Old2"]);
        await together(
            { owner: "a", unassign: ["Old1"] },
            { owner: "b", assign: ["New1"] },
            { owner: "c", assign: ["New2"], unassign: ["Old2"] },
        );
        expect(bench.jobs()).to.deep.equal(["assign New1,New2", "unassign Old1,Old2"]);
        expect(bench.members()).to.deep.equal(["New1", "New2"]);
    });

    it("but does not keep who only assigns until the others' unassign has ended", async () => {
        bench.seed(["Old"]);
        bench.options({ jobDurationMs: 30_000 });
        const { language } = bench.run().context;
        const startedAt = bench.clock.now();
        const times = [
            { owner: "a", assign: ["New"] },
            { owner: "b", unassign: ["Old"] },
        ].map(async (wanted) => {
            const { error } = await language.submit(projectChange(bench, wanted));
            expect(error).to.equal(undefined);
            return bench.clock.now() - startedAt;
        });
        const [assigned = 0, unassigned = 0] = await Promise.all(times);
        expect(assigned).to.be.within(30_000, 40_000);
        expect(unassigned).to.be.above(60_000);
    });

    it("what arrives while a job runs into the next job", async () => {
        bench.options({ jobDurationMs: 10_000 });
        const { language } = bench.run().context;
        const first = language.submit(projectChange(bench, { owner: "a", assign: ["A"] }));
        await bench.clock.sleep(5_000);
        const others = ["B", "C", "D"].map(async (account) => {
            await bench.clock.sleep(1_000 * (account.charCodeAt(0) - 65));
            return language.submit(projectChange(bench, { owner: account, assign: [account] }));
        });
        await Promise.all([first, ...others]);
        expect(bench.jobs()).to.deep.equal(["assign A", "assign B,C,D"]);
    });

    it("never two jobs of a project at one time", async () => {
        bench.options({ jobDurationMs: 3_000, concurrentJobs: "conflict" });
        const { language } = bench.run().context;
        const works = Array.from({ length: 20 }, async (_, index) => {
            await bench.clock.sleep(index * 700);
            return language.submit(projectChange(bench, { owner: `${index}`, assign: [`Acc${index}`] }));
        });
        const outcomes = await Promise.all(works);
        expect(outcomes.filter(({ error }) => error)).to.deep.equal([]);
        expect(bench.emulator.state().requests.filter(({ status }) => status === 409)).to.have.length(0);
        expect(bench.jobs().length).to.be.below(12);
    });

    it("members to reassign: all are unassigned in one job, then assigned in another", async () => {
        bench.seed(["A", "B", "C"]);
        await together(
            { owner: "a", reassign: [changed("A", { region: "eastus" })] },
            { owner: "b", reassign: [changed("B", { customDomain: "other" })], assign: ["New"] },
            { owner: "c", unassign: ["C"] },
        );
        expect(bench.jobs()).to.deep.equal(["assign New", "unassign A,B,C", "assign A,B"]);
        const held = bench.emulator.state().projects["analyze-conversations/EmailApp"]?.resources ?? [];
        expect(held.map(({ region, customDomain }) => `${region} ${customDomain}`)).to.include.members([
            "eastus a",
            "westeurope other",
        ]);
    });

    it("but not across projects, kinds, api-versions and clouds", async () => {
        bench.emulator.putState({
            projects: {
                "analyze-conversations/EmailApp": {},
                "analyze-conversations/Other": {},
                "analyze-text/Text": {},
            },
        });
        const outcomes = await together(
            { owner: "a", assign: ["A"] },
            { owner: "b", assign: ["B"], project: { projectName: "Other" } },
            { owner: "c", assign: ["C"], project: { projectName: "Text", projectKind: "text" } },
            { owner: "d", assign: ["D"], project: { apiVersion: "2025-11-01" } },
            { owner: "e", assign: ["E"], project: { cloud: "public" } },
        );
        expect(outcomes.map(({ error }) => error?.message)).to.deep.equal(Array(5).fill(undefined));
        expect(bench.jobs().map((job) => job.length)).to.deep.equal(Array(5).fill("assign A".length));
    });

    it("projects whose endpoints are only spelled otherwise", async () => {
        await together(
            { owner: "a", assign: ["A"] },
            { owner: "b", assign: ["B"], project: { endpoint: `${bench.emulator.url}/` } },
        );
        expect(bench.jobs()).to.deep.equal(["assign A,B"]);
    });

    it("nothing where everything is there already", async () => {
        bench.seed(["A", "B"]);
        await together({ owner: "a", assign: ["A"] }, { owner: "b", assign: ["B"], unassign: ["Gone"] });
        expect(bench.jobs()).to.deep.equal([]);
        expect(bench.count(/POST/)).to.equal(0);
        expect(bench.count(/GET .*\/resources\?/)).to.equal(1);
    });

    it("a member that two states hold into one mention: the service refuses a second", async () => {
        bench.seed(["A", "B"]);
        const outcomes = await together({ owner: "a", unassign: ["A"] }, { owner: "b", unassign: ["A", "B"] });
        expect(outcomes.filter(({ error }) => error)).to.deep.equal([]);
        expect(bench.jobs()).to.deep.equal(["unassign A,B"]);
        expect(bench.count(/POST/)).to.equal(1);
    });

    it("but holds up a single one by no more than a moment", async () => {
        await together({ assign: ["A"] });
        const startedAt = bench.clock.now();
        await together({ assign: ["B"] });
        expect(bench.clock.now() - startedAt).to.be.below(500);
    });
});
