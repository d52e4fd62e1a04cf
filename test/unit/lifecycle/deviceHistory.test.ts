import { expect } from "chai";
import { DeviceHistory } from "#provider/lifecycle/deviceHistory";

describe("DeviceHistory", () => {
    it("knows accounts in any letter case, and whether there was any", () => {
        const history = new DeviceHistory();
        history.remember("d1", { userPrincipalName: "Room12@contoso.com" });
        history.remember("d1", { userPrincipalName: "room13@contoso.com" });
        expect(history.knows("d1", "room12@CONTOSO.com")).to.equal(true);
        expect(history.knows("d1", "room13@contoso.com")).to.equal(true);
        expect(history.knows("d1", "room14@contoso.com")).to.equal(false);
        expect(history.knows("d1")).to.equal(true);
    });

    it("knows nothing of other devices", () => {
        const history = new DeviceHistory();
        history.remember("d1", { userPrincipalName: "room12@contoso.com" });
        expect(history.knows("d2", "room12@contoso.com")).to.equal(false);
        expect(history.knows("d2")).to.equal(false);
    });
});

describe("DeviceHistory of accounts that are only kept", () => {
    it("takes none of them for the stack's own", () => {
        const history = new DeviceHistory();
        history.remember("d1", { userPrincipalName: "room12@contoso.com" });
        expect(history.isKept("d1")).to.equal(false);
        history.noteKept("d1", "Room12@contoso.com");
        expect(history.isKept("d1")).to.equal(true);
        expect(history.knows("d1")).to.equal(false);
        history.remember("d1", { userPrincipalName: "room13@contoso.com" });
        expect(history.isKept("d1")).to.equal(false);
    });
});

describe("DeviceHistory of accounts on their way", () => {
    function swapping(): DeviceHistory {
        const history = new DeviceHistory();
        history.remember("d1", { userPrincipalName: "Room12@contoso.com" });
        history.remember("d2", { userPrincipalName: "room13@contoso.com" });
        return history;
    }

    it("knows the devices that are to give an account up", () => {
        const history = swapping();
        expect(history.givers("d1", "Room13@contoso.com")).to.deep.equal([]);
        history.declare("d2", "ROOM13@contoso.com");
        expect(history.givers("d1", "Room13@contoso.com")).to.deep.equal([]);
        history.declare("d2", "room12@contoso.com");
        expect(history.givers("d1", "Room13@contoso.com")).to.deep.equal(["d2"]);
        expect(history.givers("d2", "Room13@contoso.com")).to.deep.equal([]);
    });

    it("knows when they have", () => {
        const history = swapping();
        expect(history.hasGivenUp("d2", "room13@contoso.com")).to.equal(false);
        history.noteBound("d2", undefined);
        expect(history.hasGivenUp("d2", "room13@contoso.com")).to.equal(true);
        history.noteBound("d2", "ROOM13@contoso.com");
        expect(history.hasGivenUp("d2", "room13@contoso.com")).to.equal(false);
    });
});

describe("DeviceHistory of what a tenant shows", () => {
    const tenants: [title: string, seen: boolean[], hides: boolean][] = [
        ["nothing is known", [], false],
        ["every account showed", [true, true], false],
        ["no account showed", [false, false], true],
        ["some showed, and some late", [false, true], false],
    ];
    for (const [title, seen, hides] of tenants) {
        it(`${hides ? "takes accounts for hidden" : "waits for accounts to show"} where ${title}`, () => {
            const history = new DeviceHistory();
            for (const isShown of seen) {
                history.noteVisibility(isShown);
            }
            expect(history.hidesAccounts).to.equal(hides);
        });
    }
});
