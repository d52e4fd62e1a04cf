import { expect } from "chai";
import { type Device, readDevice } from "#provider/graph/device";
import {
    changedToOurs,
    viewAccount,
    viewUnknown,
    viewWhereSeen,
} from "#provider/lifecycle/deviceResourceAccountBinding/account/accountView";
import type { AccountProperty } from "#provider/lifecycle/deviceResourceAccountBinding/state";
import { room } from "../../../../harness/bench/samples";

const account = { userPrincipalName: room, addressableUserName: "Room 12", resourceAccountName: "RA-12" };
const device = (shown: Partial<Device>): Device => ({ id: "1", ...shown });

describe("viewAccount", () => {
    const ours: [title: string, shown: Partial<Device>, properties: string[]][] = [
        ["the UPN in its own property", { userPrincipalName: room }, ["userPrincipalName"]],
        ["the UPN in any letter case", { userPrincipalName: room.toUpperCase() }, ["userPrincipalName"]],
        ["the UPN as resource name", { resourceName: room }, ["resourceName"]],
        ["the account's name as resource name", { resourceName: "ra-12" }, ["resourceName"]],
        ["the UPN as the device account's", { deviceAccountUpn: room }, ["deviceAccountUpn"]],
        ["the greeting", { addressableUserName: "Room 12" }, ["addressableUserName"]],
        [
            "all of them",
            { userPrincipalName: room, resourceName: "RA-12", addressableUserName: "Room 12" },
            ["userPrincipalName", "resourceName", "addressableUserName"],
        ],
        ["ours beside a user's", { userPrincipalName: "alice@contoso.com", resourceName: room }, ["resourceName"]],
    ];
    for (const [title, shown, properties] of ours) {
        it(`knows ours by ${title}`, () => {
            expect(viewAccount(device(shown), account)).to.deep.equal({ ours: properties });
        });
    }

    it("names another account by its UPN where there is one", () => {
        const shown = device({ userPrincipalName: "other@contoso.com", addressableUserName: "Other" });
        expect(viewAccount(shown, account)).to.deep.equal({ ours: [], other: "other@contoso.com" });
        expect(viewAccount(device({ addressableUserName: "Other" }), account).other).to.equal("Other");
    });

    it("sees nothing where nothing shows", () => {
        expect(viewAccount(device({}), account)).to.deep.equal({ ours: [] });
    });

    it("does not mistake one kind of name for another", () => {
        expect(viewAccount(device({ userPrincipalName: "Room 12" }), account).ours).to.deep.equal([]);
        expect(viewAccount(device({ addressableUserName: "RA-12" }), account).ours).to.deep.equal([]);
        expect(viewAccount(device({ resourceName: "Room 12" }), account).ours).to.deep.equal([]);
    });

    it("looks at the properties it is told to", () => {
        const shown = device({ userPrincipalName: "other@contoso.com", resourceName: room });
        expect(viewAccount(shown, account, ["resourceName"])).to.deep.equal({ ours: ["resourceName"] });
        expect(viewAccount(shown, account, ["userPrincipalName"]).other).to.equal("other@contoso.com");
        expect(viewAccount(shown, account, [])).to.deep.equal({ ours: [] });
    });
});

describe("viewUnknown", () => {
    it("does not know ours by a name beside the UPN of another account", () => {
        for (const property of ["userPrincipalName", "deviceAccountUpn"] as const) {
            const shown = device({ [property]: "other@contoso.com", addressableUserName: "Room 12" });
            expect(viewUnknown(shown, account)).to.deep.equal({ ours: [], other: "other@contoso.com" });
        }
    });

    it("knows ours by its UPN beside a user's, and by a name where no UPN shows", () => {
        const beside = device({ userPrincipalName: "alice@contoso.com", resourceName: room });
        expect(viewUnknown(beside, account)).to.deep.equal({ ours: ["resourceName"] });
        expect(viewUnknown(device({ addressableUserName: "Room 12" }), account).ours).to.have.length(1);
    });
});

describe("viewWhereSeen", () => {
    it("goes by the properties that show a UPN, where ours was seen there", () => {
        const shown = device({ deviceAccountUpn: "other@contoso.com", addressableUserName: "Room 12" });
        const seenIn = (...properties: AccountProperty[]) => viewWhereSeen(shown, account, properties);
        expect(seenIn("deviceAccountUpn", "addressableUserName").other).to.equal("other@contoso.com");
        expect(seenIn("addressableUserName").ours).to.deep.equal(["addressableUserName"]);
    });
});

describe("changedToOurs", () => {
    it("knows our name also where it has characters that a device is read without", () => {
        const family = { ...account, addressableUserName: "Room \u200d12" };
        const shown = readDevice({ id: "1", addressableUserName: family.addressableUserName }) ?? device({});
        expect(changedToOurs(device({}), shown, family)).to.deep.equal(["addressableUserName"]);
    });

    it("leaves out what showed the same before: a user has it too", () => {
        const before = device({ addressableUserName: "Room 12" });
        const after = device({ addressableUserName: "room 12", userPrincipalName: room });
        expect(changedToOurs(before, after, account)).to.deep.equal(["userPrincipalName"]);
    });

    it("is none where the account shows nowhere", () => {
        expect(changedToOurs(device({}), device({ userPrincipalName: "alice@contoso.com" }), account)).to.deep.equal(
            [],
        );
    });
});
