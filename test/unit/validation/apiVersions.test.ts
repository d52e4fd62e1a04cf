import { expect } from "chai";
import {
    defaultApiVersion,
    isNewerVersion,
    languageVersions,
    newestApiVersion,
    projectKinds,
    versionsFor,
    wireShapeOf,
} from "#provider/validation/apiVersions";

const preview = { assignBody: "resourcesMetadata", unassignBody: "assignedResourceIds" };
const stable = { assignBody: "projectResources", unassignBody: "azureResourceIds" };

const table: [version: string, conversations: object | undefined, text: object | undefined][] = [
    ["2022-05-01", undefined, undefined],
    ["2022-10-01-preview", preview, preview],
    ["2023-04-01", undefined, undefined],
    ["2023-04-15-preview", preview, preview],
    ["2023-11-15-preview", preview, preview],
    ["2024-11-15-preview", preview, preview],
    ["2025-05-15-preview", preview, preview],
    ["2025-11-01", stable, undefined],
    ["2025-11-15-preview", stable, undefined],
    ["2025-11-15", stable, stable],
    ["2025-11-16-preview", stable, stable],
    ["2030-01-01", stable, stable],
    ["2025-11-14-preview", undefined, undefined],
    ["2025-06-01", undefined, undefined],
    ["2021-01-01-preview", undefined, undefined],
    ["2030-13-01", undefined, undefined],
    ["2030-01-01-beta", undefined, undefined],
    ["2030", undefined, undefined],
    ["latest", undefined, undefined],
];

describe("wireShapeOf", () => {
    for (const [version, conversations, text] of table) {
        it(`knows what ${version} sends`, () => {
            expect(wireShapeOf(version, "conversations")).to.deep.equal(conversations);
            expect(wireShapeOf(version, "text")).to.deep.equal(text);
        });
    }
});

describe("newestApiVersion", () => {
    it("is the last that is known, and speaks the shape that newer ones are spoken to in", () => {
        expect(
            languageVersions
                .map(({ version }) => version)
                .sort()
                .at(-1),
        ).to.equal(newestApiVersion);
        expect(languageVersions.at(-1)?.version).to.equal(newestApiVersion);
        expect(wireShapeOf(newestApiVersion, "conversations")).to.equal(wireShapeOf("2099-01-01", "text"));
        expect(isNewerVersion(newestApiVersion)).to.equal(false);
    });
});

describe("versionsFor", () => {
    it("lists the versions that have a wire shape for the kind", () => {
        for (const kind of projectKinds) {
            const expected = languageVersions.filter(({ version }) => wireShapeOf(version, kind) !== undefined);
            expect(versionsFor(kind)).to.deep.equal(expected.map(({ version }) => version));
        }
        expect(versionsFor("text")).to.have.length(5);
        expect(versionsFor("conversations")).to.have.length(7);
    });

    it("lists the default for both kinds", () => {
        expect(versionsFor("conversations")).to.include(defaultApiVersion);
        expect(versionsFor("text")).to.include(defaultApiVersion);
    });
});
