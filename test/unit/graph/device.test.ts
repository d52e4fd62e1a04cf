import { expect } from "chai";
import { readDevice } from "#provider/graph/device";

const entity = {
    id: "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9",
    serialNumber: "R9-1",
    displayName: "Room 12",
    userPrincipalName: "room12@contoso.com",
    deviceAccountUpn: "hub12@contoso.com",
};

describe("readDevice", () => {
    it("reads an entity as clients get it", () => {
        expect(readDevice(entity)).to.deep.equal(entity);
    });

    it("reads an entity wrapped as the reference shows it", () => {
        expect(readDevice({ "@odata.context": "x", value: entity })).to.deep.equal(entity);
    });

    it("leaves secrets and everything unknown behind", () => {
        const answered = { ...entity, deviceAccountPassword: "hunter2", productKey: "x", remediationState: "y" };
        expect(readDevice(answered)).to.deep.equal(entity);
    });

    it("bounds what a device shows, and leaves out what could take hold of a terminal", () => {
        const shown = { id: "1", displayName: "\u001b[31mRoom\u0007 \u202e12", serialNumber: "9".repeat(10_000) };
        const { displayName, serialNumber } = readDevice(shown) ?? {};
        expect(displayName).to.equal("\uFFFD[31mRoom\uFFFD \uFFFD12");
        expect(serialNumber).to.equal(`${"9".repeat(255)}…`);
    });

    it("leaves out what is empty or no text", () => {
        expect(readDevice({ id: "1", serialNumber: "", model: null, groupTag: 5, manufacturer: ["x"] })).to.deep.equal({
            id: "1",
        });
    });

    for (const body of [
        undefined,
        null,
        "x",
        5,
        [],
        {},
        { id: "" },
        { id: 5 },
        { value: [] },
        { value: {} },
        [entity],
    ]) {
        it(`finds no device in ${JSON.stringify(body)}`, () => {
            expect(readDevice(body)).to.equal(undefined);
        });
    }
});
