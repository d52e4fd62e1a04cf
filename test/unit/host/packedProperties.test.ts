import { createHash } from "node:crypto";
import { expect } from "chai";
import { packed, unpacked } from "#provider/host/partialState";
import { member } from "../../harness/bench/samples";

const resources = Array.from({ length: 300 }, (_, index) => member(`account-${index}-${"ä".repeat(index % 7)}`));
const hash = (index: number) => createHash("sha256").update(String(index)).digest("hex");
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

    it("go into one text, under the name of the largest", () => {
        const { pending: _, ...others } = state;
        expect(Object.keys(packed(state))).to.have.members(Object.keys(others));
        expect(packed(state).resources).to.be.a("string");
    });

    it("stay under their own names where they are secret, by which Pulumi encrypts them", () => {
        const secretInputs = ["timeouts", "resources"];
        const timeouts = { create: "1h".padEnd(40_000) };
        const secret = { ...state, resources: resources.slice(0, 50), timeouts, secretInputs };
        const { resources: own, timeouts: other, pending, ...rest } = packed(secret);
        expect([own, other]).to.include.deep.members([secret.resources]);
        expect(pending).to.equal(undefined);
        expect(JSON.stringify([own, rest])).not.to.contain(timeouts.create);
        expect(other).to.match(/^packed:2:/);
        expect(unpacked(packed(secret))).to.deep.equal(secret);
    });

    it("that are secret take others along, never the other way", () => {
        const secret = { ...state, resources: resources.slice(0, 20), secretInputs: ["resources"] };
        expect(packed(secret)).not.to.have.property("pending");
        expect(JSON.stringify({ ...packed(secret), resources: "" })).not.to.contain("account-1");
        expect(unpacked(packed(secret))).to.deep.equal(secret);
    });

    const sizes: [title: string, name: (index: number) => string, mostKiB: number][] = [
        ["numbered", (index) => `contoso-language-production-${index}`, 16],
        ["ending in a hash", (index) => `lang-prod-${hash(index).slice(0, 8)}`, 46],
        ["all hash, in groups and domains that are all hash", (index) => hash(index).slice(0, 24), 400],
    ];
    for (const [title, name, mostKiB] of sizes) {
        it(`of 2,000 members with names ${title} take ${mostKiB} KiB at most`, () => {
            const members = Array.from({ length: 2_000 }, (_, index) => {
                const isWild = title.startsWith("all");
                const group = isWild ? hash(index + 10_000) : `rg-language-${index % 20}`;
                const azureResourceId = `/subscriptions/8ff19748-59ed-4e8a-af4b-7ce285849735/resourceGroups/${group}/providers/Microsoft.CognitiveServices/accounts/${name(index)}`;
                const customDomain = isWild ? hash(index + 20_000).slice(0, 24) : name(index);
                return { azureResourceId, customDomain, region: ["westeurope", "eastus"][index % 2] };
            });
            const ids = members.map(({ azureResourceId }) => azureResourceId);
            const large = { ...state, resources: members, pending: { ...state.pending, members: ids } };
            expect(JSON.stringify(packed(large)).length).to.be.within(1_024, mostKiB * 1024);
            expect(unpacked(packed(large))).to.deep.equal(large);
        });
    }

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

    it("are readable as the second version wrote them", () => {
        const text = "packed:2:GzcAAATEbakvW6xPVQwXRCwqHjSctyC0KDSRDDJtOPsvpDiK5KiJtgxxzgD69dsQ1GyORUQA";
        expect(unpacked({ resources: text })).to.deep.equal({ resources: [{ a: 1 }], pending: { verb: "assign" } });
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
