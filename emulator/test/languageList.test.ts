import { expect } from "chai";
import { arm, Harness, preview } from "./harness.js";

describe("the list of a project's resources", () => {
    const accounts = ["A1", "A2", "A3", "A4", "A5"];
    let at: Harness;
    beforeEach(async () => {
        at = await Harness.start();
        at.seed(accounts);
    });
    afterEach(() => at.emulator.close());

    async function pages(path: string): Promise<string[][]> {
        const all: string[][] = [];
        for (let next: string | null = path; next; ) {
            const { json, status } = await at.language("GET", next);
            expect(status).to.equal(200);
            all.push(json.value.map((item: { azureResourceId: string }) => item.azureResourceId.split("/").pop()));
            next = json.nextLink;
        }
        return all;
    }

    it("comes in pages of the option pageSize, linked by absolute addresses with their api-version", async () => {
        at.options({ pageSize: 2 });
        expect(await pages(at.path())).to.deep.equal([["A1", "A2"], ["A3", "A4"], ["A5"]]);
        const { json } = await at.language("GET", at.path());
        expect(json.nextLink.startsWith(`${at.emulator.url}/language/authoring/analyze-conversations/`)).to.equal(true);
        expect(new URL(json.nextLink).searchParams.get("api-version")).to.equal(preview);
    });

    it("heeds top, skip and maxpagesize", async () => {
        expect(await pages(`${at.path()}&maxpagesize=3`)).to.deep.equal([
            ["A1", "A2", "A3"],
            ["A4", "A5"],
        ]);
        expect(await pages(`${at.path()}&top=3&maxpagesize=2`)).to.deep.equal([["A1", "A2"], ["A3"]]);
        expect(await pages(`${at.path()}&top=2`)).to.deep.equal([["A1", "A2"]]);
        expect(await pages(`${at.path()}&skip=3`)).to.deep.equal([["A4", "A5"]]);
        expect(await pages(`${at.path()}&skip=9`)).to.deep.equal([[]]);
        expect(await pages(`${at.path()}&top=0`)).to.deep.equal([[]]);
        at.options({ pageSize: 2 });
        expect(await pages(`${at.path()}&maxpagesize=4`)).to.deep.equal([["A1", "A2"], ["A3", "A4"], ["A5"]]);
        at.options({ largestPageSize: 4 });
        expect(await pages(`${at.path()}&maxpagesize=9`)).to.deep.equal([["A1", "A2", "A3", "A4"], ["A5"]]);
        expect(await pages(at.path())).to.deep.equal([["A1", "A2"], ["A3", "A4"], ["A5"]]);
        for (const query of ["top=-1", "skip=x", "maxpagesize=1.5"]) {
            expect((await at.language("GET", `${at.path()}&${query}`)).status, query).to.equal(400);
        }
    });

    it("never shows the custom domain", async () => {
        const { json } = await at.language("GET", at.path());
        expect(json.value[0]).to.deep.equal({ azureResourceId: arm("A1"), region: "westeurope" });
    });

    it("shows ids in the letter case of the option idCase", async () => {
        const first = async () => (await at.language("GET", at.path())).json.value[0].azureResourceId;
        at.options({ idCase: "lower" });
        expect(await first()).to.equal(arm("A1").toLowerCase());
        at.options({ idCase: "upper" });
        expect(await first()).to.equal(arm("A1").toUpperCase());
    });

    it("is as old as the option listDelayMs, though the job has ended", async () => {
        at.options({ listDelayMs: 500 });
        expect((await at.job(await at.unassign(["A1", "A2"]))).json.status).to.equal("succeeded");
        expect(at.members()).to.deep.equal(["A3", "A4", "A5"]);
        at.clock.now += 499;
        expect(await pages(at.path())).to.deep.equal([accounts]);
        at.clock.now += 1;
        expect(await pages(at.path())).to.deep.equal([["A3", "A4", "A5"]]);
    });
});
