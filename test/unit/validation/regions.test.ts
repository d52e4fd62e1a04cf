import { expect } from "chai";
import { misspeltRegion } from "#provider/validation/regions";

describe("misspeltRegion", () => {
    for (const [region, meant] of [
        ["westeurop", "westeurope"],
        ["West Europ", "westeurope"],
        ["wseteurope", "westeurope"],
        ["easttus2", "eastus2"],
        ["westeurope", undefined],
        ["West Europe", undefined],
        ["EASTUS", undefined],
        ["westus4", undefined],
        ["usgovvirginia", undefined],
        ["chinasouth", undefined],
        ["moonbase", undefined],
        ["", undefined],
    ] as const) {
        it(`takes "${region}" for ${meant ?? "what it says"}`, () => {
            expect(misspeltRegion(region)).to.equal(meant);
        });
    }
});
