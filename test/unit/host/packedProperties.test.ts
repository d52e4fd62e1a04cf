import { expect } from "chai";
import { packed, unpacked } from "#provider/host/packedProperties";
import { member } from "../lifecycle/support/samples";

const resources = Array.from({ length: 300 }, (_, index) => member(`account-${index}-${"ä".repeat(index % 7)}`));
const state = {
    endpoint: "https://contoso.cognitiveservices.azure.com",
    timeouts: { create: "1h" },
    resources,
    pending: { verb: "assign", members: resources.map((one) => one.azureResourceId), since: "2026-01-01T00:00:00Z" },
    __provider: "x".repeat(2_000),
};

describe("packed properties", () => {
    it("come back as they were", () => {
        expect(unpacked(packed(state))).to.deep.equal(state);
    });

    it("take a small part of the room", () => {
        expect(JSON.stringify(packed(state)).length).to.be.below(JSON.stringify(state).length / 5);
    });

    it("stay under their own names, by which Pulumi knows secrets", () => {
        const names = Object.keys(state);
        expect(Object.keys(packed(state))).to.deep.equal(names);
        expect(packed(state).resources).to.be.a("string");
    });

    it("leave alone what is small, and every text", () => {
        const { endpoint, timeouts, __provider } = packed(state);
        expect({ endpoint, timeouts, __provider }).to.deep.equal({
            endpoint: state.endpoint,
            timeouts: state.timeouts,
            __provider: state.__provider,
        });
    });

    it("are readable as the first version wrote them", () => {
        expect(unpacked({ resources: "packed:1:q1bKTFGyMtJRSkxRslIqV6oFAA==" })).to.deep.equal({
            resources: { id: 2, ad: "w" },
        });
    });

    it("are not to be seen in a name that only begins so", () => {
        expect(unpacked({ addressableUserName: "packed:1:room" })).to.deep.equal({
            addressableUserName: "packed:1:room",
        });
    });

    for (const value of [undefined, null, 5, "", "packed", "packed:2:x", ["packed:1:x"], { a: "packed:1:x" }]) {
        it(`are not to be seen in ${JSON.stringify(value)}`, () => {
            expect(unpacked({ value })).to.deep.equal({ value });
        });
    }
});
