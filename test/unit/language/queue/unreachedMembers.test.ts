import { expect } from "chai";
import { unreachedMembers } from "#provider/language/members";

const list = [{ azureResourceId: "/X/A", region: "" }];
const members = [{ azureResourceId: "/x/a" }, { azureResourceId: "/x/b" }];

describe("unreachedMembers", () => {
    it("still has to assign what the list does not show", () => {
        expect(unreachedMembers("assign", members, list)).to.deep.equal([members[1]]);
    });

    it("still has to unassign what the list shows", () => {
        expect(unreachedMembers("unassign", members, list)).to.deep.equal([members[0]]);
    });

    for (const verb of ["assign", "unassign"] as const) {
        it(`has to ${verb} what is unverified, whatever the list shows`, () => {
            expect(unreachedMembers(verb, members, list, ["/X/a/", "/x/B"])).to.deep.equal(members);
        });
    }
});
