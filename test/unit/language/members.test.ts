import { expect } from "chai";
import { findMember, idSet } from "#provider/language/members";

describe("findMember", () => {
    it("finds an ARM id without regard to letter case or a closing slash", () => {
        const list = [{ azureResourceId: "/x/A" }, { azureResourceId: "/x/B/" }];
        expect(findMember(list, "/X/b")).to.equal(list[1]);
        expect(findMember(list, "/x/c")).to.equal(undefined);
    });
});

describe("findMember in a long list", () => {
    const long = () => Array.from({ length: 100 }, (_, index) => ({ azureResourceId: `/x/a${index}` }));

    it("finds each entry, in any spelling, and nothing else", () => {
        const list = long();
        expect(list.every((entry) => findMember(list, `${entry.azureResourceId.toUpperCase()}/`) === entry)).to.equal(
            true,
        );
        expect(findMember(list, "/x/a100")).to.equal(undefined);
    });

    it("finds the first of two entries with one id, and what was added since", () => {
        const list = long();
        const first = list[3];
        list.push({ azureResourceId: "/X/A3" });
        expect(findMember(list, "/x/a3")).to.equal(first);
        list.push({ azureResourceId: "/x/new" });
        expect(findMember(list, "/x/new")).to.equal(list.at(-1));
    });

    it("reads each id of a list once, however often it is searched", () => {
        let reads = 0;
        const list = long().map(({ azureResourceId }) => ({
            get azureResourceId() {
                reads += 1;
                return azureResourceId;
            },
        }));
        for (let index = 0; index < 100; index++) {
            findMember(list, `/x/a${index}`);
        }
        expect(reads).to.equal(100);
    });
});

describe("idSet", () => {
    it("knows an id without regard to letter case or a closing slash", () => {
        const ids = idSet(["/x/A", "/x/b/"]);
        expect(["/X/a", "/x/B", "/x/c"].map((id) => ids.has(id))).to.deep.equal([true, true, false]);
    });
});
