import { expect } from "chai";
import { diff } from "#provider/lifecycle/deviceResourceAccountBinding/diff";
import { unknownValue } from "#provider/validation/unknown";
import { planContext } from "../support/planContext";
import { deviceId, otherDeviceId, otherRoom, room } from "../support/samples";

type Properties = Record<string, unknown>;

const state: Properties = {
    deviceId,
    userPrincipalName: room,
    addressableUserName: "Room 12",
    cloud: "public",
    existing: "adopt",
    logicalName: "room-12",
    serialNumber: "R9-1",
    observedIn: ["userPrincipalName"],
    __provider: "old text",
};

function compare(news: Properties, olds: Properties = {}) {
    const { serialNumber, observedIn, ...inputs } = state;
    return diff(planContext(), { ...state, ...olds }, { ...inputs, ...news });
}

describe("diff of a binding", () => {
    const quiet: [title: string, news: Properties, olds?: Properties][] = [
        ["nothing", {}],
        ["the letter case of the account", { userPrincipalName: room.toUpperCase() }],
        ["the letter case of the device", { deviceId: deviceId.toUpperCase() }],
        ["a Graph address that is the cloud's own", { graphEndpoint: "https://graph.microsoft.com/" }],
        [
            "what an older version did not store",
            {},
            {
                cloud: undefined,
                existing: undefined,
                logicalName: undefined,
                observedIn: undefined,
                serialNumber: undefined,
            },
        ],
        ["the provider's text", { __provider: "new text" }],
    ];
    for (const [title, news, olds] of quiet) {
        it(`sees no change in ${title}`, () => {
            expect(compare(news, olds)).to.deep.equal({ changes: false, replaces: [], deleteBeforeReplace: false });
        });
    }

    const updates: [title: string, news: Properties, olds?: Properties][] = [
        ["another account", { userPrincipalName: otherRoom }],
        ["an account that is not known yet", { userPrincipalName: unknownValue }],
        ["the letter case of the greeting", { addressableUserName: "ROOM 12" }],
        ["a greeting that is gone", { addressableUserName: undefined }],
        ["the account's name", { resourceAccountName: "RA-12" }],
        ["existing", { existing: "replace" }],
        ["the timeouts", { timeouts: { create: "1h" } }],
        ["the logical name", { logicalName: "renamed" }],
        ["an input that became secret", { secretInputs: ["userPrincipalName"] }],
        ["unsettled work", {}, { pending: { verb: "assign", since: "2026-01-01T00:00:00Z" } }],
        ["an account that refresh found to be another's", {}, { drifted: true }],
    ];
    for (const [title, news, olds] of updates) {
        it(`updates for ${title}`, () => {
            expect(compare(news, olds)).to.deep.equal({ changes: true, replaces: [], deleteBeforeReplace: false });
        });
    }

    const replacements: [title: string, news: Properties, replaces: string[], deletesFirst: boolean][] = [
        ["another device", { deviceId: otherDeviceId }, ["deviceId"], false],
        ["a device that is not known yet", { deviceId: unknownValue }, ["deviceId"], false],
        [
            "another device elsewhere",
            { deviceId: otherDeviceId, cloud: "china" },
            ["deviceId", "cloud", "graphEndpoint"],
            false,
        ],
        // What the old binding's delete unbinds may be the very device that the new one has just bound.
        ["another cloud", { cloud: "china" }, ["cloud", "graphEndpoint"], true],
        ["another address", { graphEndpoint: "https://proxy.test" }, ["graphEndpoint"], true],
        ["an address that is not known yet", { graphEndpoint: unknownValue }, ["graphEndpoint"], true],
    ];
    for (const [title, news, replaces, deletesFirst] of replacements) {
        it(`replaces for ${title}, and ${deletesFirst ? "deletes" : "creates"} first`, () => {
            expect(compare(news)).to.deep.equal({ changes: true, replaces, deleteBeforeReplace: deletesFirst });
        });
    }

    it("survives a preview in which nothing is known", () => {
        const news = Object.fromEntries(Object.keys(state).map((name) => [name, unknownValue]));
        expect(diff(planContext(), state, news).changes).to.equal(true);
    });

    it("notes what this stack had bound before", () => {
        const context = planContext();
        diff(context, state, { ...state, userPrincipalName: otherRoom });
        expect(context.history.knows(`https://graph.microsoft.com ${deviceId}`, room)).to.equal(true);
    });
});
