import { expect } from "chai";
import { steadyList } from "#provider/language/lists";

/** Reads these lists one after the other, the last for ever; a list of more than one entry has two pages. */
const play = (...lists: string[][]) => playFor(undefined, ...lists);

async function playFor(sought: string[] | undefined, ...lists: string[][]) {
    let reads = 0;
    const read = async () => {
        const names = lists[Math.min(reads++, lists.length - 1)] ?? [];
        const entries = names.map((azureResourceId) => ({ azureResourceId, region: "westeurope" }));
        return { entries, pages: names.length > 1 ? 2 : 1 };
    };
    const entries = await steadyList(
        read,
        ({ azureResourceId }) => azureResourceId.toLowerCase(),
        sought?.map((id) => id.toLowerCase()),
    );
    return { reads, ids: entries.map(({ azureResourceId }) => azureResourceId) };
}

describe("steadyList", () => {
    it("reads a list of one page once", async () => {
        expect(await play(["/a"])).to.deep.equal({ reads: 1, ids: ["/a"] });
    });

    it("reads one of several pages until it is twice the same, whatever its order and letter case", async () => {
        expect(await play(["/a", "/b"], ["/B", "/a"])).to.deep.equal({ reads: 2, ids: ["/B", "/a"] });
        const shifted = [
            ["/m", "/x"],
            ["/x", "/y"],
            ["/x", "/y"],
        ];
        expect(await play(...shifted)).to.deep.equal({ reads: 3, ids: ["/x", "/y"] });
    });

    it("reads one that shows all that are sought once", async () => {
        expect(await playFor(["/A", "/c"], ["/a", "/b", "/c"])).to.include({ reads: 1 });
        expect(await playFor([], ["/a", "/b"])).to.include({ reads: 1 });
        expect(await playFor(["/a", "/d"], ["/a", "/b"])).to.include({ reads: 2 });
        const found = await playFor(["/a", "/d"], ["/a", "/b"], ["/a", "/d"], ["/a", "/e"]);
        expect(found).to.deep.equal({ reads: 2, ids: ["/a", "/d"] });
    });

    it("is content with one page in the end, and with the fourth list that differs", async () => {
        expect(await play(["/a", "/b"], ["/a"])).to.deep.equal({ reads: 2, ids: ["/a"] });
        const restless = [
            ["/a", "/b"],
            ["/a", "/c"],
            ["/a", "/d"],
            ["/a", "/e"],
            ["/a", "/f"],
        ];
        expect(await play(...restless)).to.deep.equal({ reads: 4, ids: ["/a", "/e"] });
    });
});
