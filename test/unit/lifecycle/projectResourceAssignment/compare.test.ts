import { expect } from "chai";
import { compareMembers } from "#provider/lifecycle/projectResourceAssignment/state";
import { member } from "../../../harness/bench/samples";

const endpoint = "https://contoso.cognitiveservices.azure.com";
const names = (members: readonly { azureResourceId: string }[]) =>
    members.map(({ azureResourceId }) => azureResourceId.split("/").pop());

/** The changes from one list of members to another. */
function compare(before: ReturnType<typeof member>[], now: ReturnType<typeof member>[], at = endpoint) {
    const { added, removed, changed } = compareMembers(
        { endpoint: at, resources: before },
        { endpoint: at, resources: now },
    );
    return { added: names(added), removed: names(removed), changed: names(changed) };
}

describe("compareMembers", () => {
    it("tells which were added, removed and changed", () => {
        expect(
            compare(
                [member("A"), member("B"), member("C"), member("D")],
                [member("B", "eastus"), member("C", "westeurope", "other"), member("D"), member("E")],
            ),
        ).to.deep.equal({ added: ["E"], removed: ["A"], changed: ["B", "C"] });
    });

    const spellings: [title: string, now: ReturnType<typeof member>][] = [
        [
            "an id in another letter case",
            { ...member("Weu"), azureResourceId: member("Weu").azureResourceId.toUpperCase() },
        ],
        ["a region as people write it", member("Weu", "West Europe")],
        ["the whole domain", member("Weu", "westeurope", "weu.cognitiveservices.azure.com")],
        ["the domain in capitals", member("Weu", "westeurope", "WEU")],
        ["the domain with a closing dot", member("Weu", "westeurope", "weu.cognitiveservices.azure.com.")],
    ];
    for (const [title, now] of spellings) {
        it(`takes ${title} for no change`, () => {
            expect(compare([member("Weu")], [now])).to.deep.equal({ added: [], removed: [], changed: [] });
            expect(compare([now], [member("Weu")])).to.deep.equal({ added: [], removed: [], changed: [] });
        });
    }

    it("takes another order for no change", () => {
        const [a, b, c] = [member("A"), member("B"), member("C")];
        expect(compare([a, b, c], [c, a, b])).to.deep.equal({ added: [], removed: [], changed: [] });
    });

    it("completes a bare subdomain by the cloud of the endpoint", () => {
        const [bare, whole] = [member("Weu"), member("Weu", "westeurope", "weu.cognitiveservices.azure.us")];
        expect(compare([bare], [whole], "https://contoso.cognitiveservices.azure.us").changed).to.deep.equal([]);
        expect(compare([bare], [whole]).changed).to.deep.equal(["Weu"]);
    });

    it("says of a change whether the domain is part of it: the list never shows a domain", () => {
        const { changed } = compareMembers(
            { endpoint, resources: [member("A"), member("B")] },
            { endpoint, resources: [member("A", "eastus"), member("B", "eastus", "other")] },
        );
        expect(changed.map(({ domainChanged }) => domainChanged)).to.deep.equal([false, true]);
    });
});
