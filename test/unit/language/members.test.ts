import { expect } from "chai";
import { findMember } from "#provider/language/members";

describe("findMember", () => {
    it("finds an ARM id without regard to letter case or a closing slash", () => {
        const list = [{ azureResourceId: "/x/A" }, { azureResourceId: "/x/B/" }];
        expect(findMember(list, "/X/b")).to.equal(list[1]);
        expect(findMember(list, "/x/c")).to.equal(undefined);
    });
});
