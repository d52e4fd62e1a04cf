import { expect } from "chai";
import { AssignmentsError } from "#provider/core/errors";
import { isListPage, listPages } from "#provider/language/lists";
import { errorOf } from "../support/testClient";
import { good } from "./support/fakeHttp";

const first = "https://contoso.cognitiveservices.azure.com/resources?api-version=v";

/** Lists over scripted pages; answers what was found and the URLs that were asked for. */
async function list(...pages: unknown[]) {
    const urls: string[] = [];
    const found = await listPages("Listing", first, async (url) => {
        urls.push(url);
        return good(pages[urls.length - 1]);
    });
    return { found, urls };
}

describe("listPages", () => {
    it("follows every nextLink, whatever the page's size", async () => {
        const { found, urls } = await list(
            { value: [{ azureResourceId: "/a", region: "westeurope" }], nextLink: `${first}&skip=1` },
            { value: [], nextLink: `${first}&skip=2` },
            { value: [{ azureResourceId: "/b", region: "eastus" }], nextLink: null },
        );
        expect(found.map((entry) => entry.azureResourceId)).to.deep.equal(["/a", "/b"]);
        expect(urls).to.deep.equal([first, `${first}&skip=1`, `${first}&skip=2`]);
    });

    const lastLinks: [title: string, nextLink: unknown][] = [
        ["absent", undefined],
        ["null", null],
        ["empty", ""],
        ["no text", { href: first }],
    ];
    for (const [title, nextLink] of lastLinks) {
        it(`stops where the link is ${title}`, async () => {
            expect((await list({ value: [], nextLink })).urls).to.have.length(1);
        });
    }

    it("reads a relative link against the first page", async () => {
        const { urls } = await list({ value: [], nextLink: "?skip=1" }, { value: [] });
        expect(urls[1]).to.equal("https://contoso.cognitiveservices.azure.com/resources?skip=1");
    });

    it("hands on a link that is no URL, to be refused where requests are sent", async () => {
        const { urls } = await list({ value: [], nextLink: "https://[" }, { value: [] });
        expect(urls[1]).to.equal("https://[");
    });

    it("counts a resource once, whatever its letter case, as last spelled", async () => {
        const { found } = await list(
            { value: [{ azureResourceId: "/Acc/A", region: "x" }], nextLink: `${first}&skip=1` },
            { value: [{ azureResourceId: "/acc/a/", region: "y" }] },
        );
        expect(found).to.deep.equal([{ azureResourceId: "/acc/a/", region: "y" }]);
    });

    it("drops entries that are none, and regions that are no text", async () => {
        const value = [null, 1, "x", {}, { azureResourceId: "" }, { azureResourceId: 5 }, { azureResourceId: "/a" }];
        const { found } = await list({ value: [...value, { azureResourceId: "/b", region: { name: "x" } }] });
        expect(found).to.deep.equal([
            { azureResourceId: "/a", region: "" },
            { azureResourceId: "/b", region: "" },
        ]);
    });

    it("refuses a list that leads back to a page it came from", async () => {
        const loop = list({ value: [], nextLink: `${first}&skip=1` }, { value: [], nextLink: first });
        expect(await errorOf(loop, AssignmentsError)).to.include({ code: "EndlessList" });
    });

    it("follows as many pages as there are, however small", async () => {
        const { found, urls } = await list(
            ...Array.from({ length: 5_000 }, (_, index) => ({
                value: [{ azureResourceId: `/a/${index}`, region: "eastus" }],
                nextLink: index < 4_999 ? `${first}&skip=${index + 1}` : null,
            })),
        );
        expect(urls).to.have.length(5_000);
        expect(found).to.have.length(5_000);
    });

    it("follows some pages in a row that bring nothing", async () => {
        const idle = Array.from({ length: 99 }, (_, index) => ({ value: [], nextLink: `${first}&skip=${index}` }));
        const { found } = await list(...idle, { value: [{ azureResourceId: "/a" }] });
        expect(found).to.have.length(1);
    });

    const endless: [title: string, page: (asked: number) => unknown[], pages: number][] = [
        ["has nothing on any page", () => [], 100],
        ["has the same on each page", () => [{ azureResourceId: "/a", region: "eastus" }], 101],
        ["repeats itself", (asked) => [{ azureResourceId: `/a/${asked % 3}` }], 103],
        ["is beyond all size", (asked) => [{ azureResourceId: `/${asked}${"x".repeat(1024 * 1024)}` }], 64],
    ];
    for (const [title, page, pages] of endless) {
        it(`refuses a list that ${title}`, async () => {
            let asked = 0;
            const found = listPages("Listing", first, async () => {
                asked += 1;
                return good({ value: page(asked), nextLink: `${first}&skip=${asked}` });
            });
            expect(await errorOf(found, AssignmentsError)).to.include({
                code: "EndlessList",
                message: `Listing failed: the list does not end (page ${pages + 1} was refused). Run it again; if it stays so, the service is at fault.`,
            });
            expect(asked).to.equal(pages);
        });
    }
});

describe("isListPage", () => {
    for (const body of [null, undefined, [], "x", {}, { value: null }, { value: {} }]) {
        it(`refuses ${JSON.stringify(body)}`, () => {
            expect(isListPage(body)).to.equal(false);
        });
    }

    it("takes an empty page", () => {
        expect(isListPage({ value: [] })).to.equal(true);
    });
});
