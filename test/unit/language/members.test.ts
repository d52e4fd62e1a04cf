import { expect } from "chai";
import { findMember, memberName, memberNames } from "#provider/language/members";

const ids = (count: number) => Array.from({ length: count }, (_, index) => `/accounts/a${index}`);

describe("findMember", () => {
    it("finds an ARM id without regard to letter case or a closing slash", () => {
        const list = [{ azureResourceId: "/x/A" }, { azureResourceId: "/x/B/" }];
        expect(findMember(list, "/X/b")).to.equal(list[1]);
        expect(findMember(list, "/x/c")).to.equal(undefined);
    });
});

describe("memberNames", () => {
    it("calls a member by its account", () => {
        expect(memberName("/subscriptions/s/accounts/Weu")).to.equal("Weu");
    });

    const counts: [count: number, expected: string][] = [
        [0, ""],
        [1, "a0"],
        [2, "a0, a1"],
        [8, "a0, a1, a2, a3, a4, a5, a6, a7"],
        [9, "a0, a1, a2, a3, a4, a5, a6, a7 and 1 more"],
        [100, "a0, a1, a2, a3, a4, a5, a6, a7 and 92 more"],
    ];
    for (const [count, expected] of counts) {
        it(`names ${count} members`, () => {
            expect(memberNames(ids(count))).to.equal(expected);
        });
    }
});
