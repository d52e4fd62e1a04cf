import { expect } from "chai";
import { nearestName } from "#provider/validation/unknownNames";

const names = ["endpoint", "projectName", "projectKind", "resources", "apiVersion", "cloud", "existing", "timeouts"];

const cases: [string, string | undefined][] = [
    ["resource", "resources"],
    ["Resources", "resources"],
    ["resuorces", "resources"],
    ["projectNames", "projectName"],
    ["project_name", "projectName"],
    ["projectKnid", "projectKind"],
    ["endPoint", "endpoint"],
    ["timeout", "timeouts"],
    ["clud", "cloud"],
    ["x", undefined],
    ["", undefined],
    ["tags", undefined],
    ["deviceId", undefined],
    ["z".repeat(100_000), undefined],
];

describe("nearestName", () => {
    for (const [name, nearest] of cases) {
        it(`takes ${JSON.stringify(name.slice(0, 20))} for ${nearest ?? "none"}`, () => {
            expect(nearestName(name, names)).to.equal(nearest);
        });
    }

    it("prefers the candidate with the fewest edits", () => {
        expect(nearestName("projectNam", ["projectKind", "projectName"])).to.equal("projectName");
    });
});
