import { expect } from "chai";
import { unknownValue } from "#provider/core/unknown";
import { check } from "#provider/lifecycle/deviceResourceAccountBinding/check";
import { diff } from "#provider/lifecycle/deviceResourceAccountBinding/diff";
import { deviceId, otherDeviceId, otherRoom, room } from "../../../harness/bench/samples";
import { planContext } from "../support/planContext";

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
            expect(compare(news, olds)).to.deep.equal({
                changes: false,
                replaces: [],
                deleteBeforeReplace: false,
                detailed: [],
            });
        });
    }

    const updates: [title: string, news: Properties, detailed: string[], olds?: Properties][] = [
        ["another account", { userPrincipalName: otherRoom }, ["update userPrincipalName"]],
        ["an account that is not known yet", { userPrincipalName: unknownValue }, ["update userPrincipalName"]],
        ["the letter case of the greeting", { addressableUserName: "ROOM 12" }, ["update addressableUserName"]],
        ["a greeting that is gone", { addressableUserName: undefined }, ["delete addressableUserName"]],
        ["the account's name", { resourceAccountName: "RA-12" }, ["add resourceAccountName"]],
        ["existing", { existing: "replace" }, ["update existing"]],
        ["the timeouts", { timeouts: { create: "1h" } }, ["add timeouts"]],
        ["the logical name", { logicalName: "renamed" }, []],
        ["an input that became secret", { secretInputs: ["userPrincipalName"] }, []],
        ["unsettled work", {}, [], { pending: { verb: "assign", since: "2026-01-01T00:00:00Z" } }],
        ["an account that refresh found to be another's", {}, [], { drifted: true }],
    ];
    for (const [title, news, detailed, olds] of updates) {
        it(`updates for ${title}`, () => {
            const planned = compare(news, olds);
            expect(planned).to.include({ changes: true, deleteBeforeReplace: false });
            expect(planned.replaces).to.deep.equal([]);
            expect(planned.detailed.map(({ kind, path }) => `${kind} ${path}`)).to.deep.equal(detailed);
        });
    }

    const replacements: [title: string, news: Properties, detailed: string[], deletesFirst: boolean][] = [
        ["another device", { deviceId: otherDeviceId }, ["update deviceId"], false],
        ["a device that is not known yet", { deviceId: unknownValue }, ["update deviceId"], false],
        [
            "another device elsewhere",
            { deviceId: otherDeviceId, cloud: "china" },
            ["update deviceId", "update cloud"],
            false,
        ],
        // What the old binding's delete unbinds may be the very device that the new one has just bound.
        ["another cloud", { cloud: "china" }, ["update cloud"], true],
        ["a cloud that is not known yet", { cloud: unknownValue }, ["update cloud"], true],
        [
            "another cloud, whose own address is given",
            { cloud: "china", graphEndpoint: "https://microsoftgraph.chinacloudapi.cn" },
            ["update cloud", "add graphEndpoint"],
            true,
        ],
        ["another address", { graphEndpoint: "https://proxy.test" }, ["add graphEndpoint"], true],
        ["an address that is not known yet", { graphEndpoint: unknownValue }, ["add graphEndpoint"], true],
    ];
    for (const [title, news, detailed, deletesFirst] of replacements) {
        it(`replaces for ${title}, and ${deletesFirst ? "deletes" : "creates"} first`, () => {
            const planned = compare(news);
            expect(planned).to.include({ changes: true, deleteBeforeReplace: deletesFirst });
            expect(planned.replaces).to.deep.equal(detailed.map((change) => change.split(" ")[1]));
            expect(planned.detailed.map(({ kind, path }) => `${kind} ${path}`)).to.deep.equal(detailed);
        });
    }

    /** The lines of a diff, after a check as an up has it or, in a refresh, without one. */
    function linesOf(news: Properties, { olds = {}, checked = true }: { olds?: Properties; checked?: boolean } = {}) {
        const context = planContext();
        const { serialNumber, observedIn, __provider, ...inputs } = state;
        if (checked) {
            expect(check(context, state, { ...inputs, ...news }).failures).to.deep.equal([]);
        }
        diff(context, { ...state, ...olds }, { ...inputs, ...news });
        return context.lines;
    }

    it("says that the old account is unbound for another one, and what becomes of it", () => {
        expect(linesOf({ userPrincipalName: otherRoom })).to.deep.equal([
            `info: "room-12" unbinds ${room} from Autopilot device ${deviceId} and binds ${otherRoom}; if Graph refuses that, ${room} is bound again`,
        ]);
    });

    it("says that an account is bound again for another name", () => {
        expect(linesOf({ addressableUserName: "Boardroom" })).to.deep.equal([
            `info: "room-12" unbinds ${room} from Autopilot device ${deviceId} and binds it again with other names; if Graph refuses that, ${room} is bound again`,
        ]);
    });

    it("says that a display name, which refresh has found, cannot be bound again", () => {
        const [line] = linesOf({}, { olds: { userPrincipalName: "Room 13", drifted: true } });
        expect(line).to.contain("Room 13 is no user principal name and stays unbound");
    });

    it("says nothing of an account that stays, that is not known yet, or that a refresh compares", () => {
        expect(linesOf({ existing: "replace", userPrincipalName: room.toUpperCase() })).to.deep.equal([]);
        expect(linesOf({ userPrincipalName: unknownValue })).to.deep.equal([]);
        expect(linesOf({ deviceId: otherDeviceId, userPrincipalName: otherRoom })).to.deep.equal([]);
        expect(linesOf({ userPrincipalName: otherRoom }, { checked: false })).to.deep.equal([]);
    });

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
