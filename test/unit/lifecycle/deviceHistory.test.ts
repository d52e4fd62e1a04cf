import { expect } from "chai";
import { DeviceHistory } from "#provider/lifecycle/deviceHistory";

describe("DeviceHistory", () => {
    it("knows accounts in any letter case, and whether there was any", () => {
        const history = new DeviceHistory();
        history.remember("d1", "Room12@contoso.com");
        history.remember("d1", "room13@contoso.com");
        expect(history.knows("d1", "room12@CONTOSO.com")).to.equal(true);
        expect(history.knows("d1", "room13@contoso.com")).to.equal(true);
        expect(history.knows("d1", "room14@contoso.com")).to.equal(false);
        expect(history.knows("d1")).to.equal(true);
    });

    it("knows nothing of other devices", () => {
        const history = new DeviceHistory();
        history.remember("d1", "room12@contoso.com");
        expect(history.knows("d2", "room12@contoso.com")).to.equal(false);
        expect(history.knows("d2")).to.equal(false);
    });
});
