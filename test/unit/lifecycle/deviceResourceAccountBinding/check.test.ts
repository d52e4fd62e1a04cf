import { expect } from "chai";
import { unknownValue } from "#provider/core/unknown";
import { check } from "#provider/lifecycle/deviceResourceAccountBinding/check";
import { deviceId, otherDeviceId, otherRoom, room } from "../../../harness/bench/samples";
import { planContext } from "../support/planContext";

const declared = (logicalName: string, more: Record<string, unknown> = {}) => ({
    deviceId,
    userPrincipalName: room,
    logicalName,
    ...more,
});

describe("check of a binding", () => {
    it("fills in the defaults and keeps what the engine and the class added", () => {
        const { inputs, failures } = check(planContext(), {}, { ...declared("a"), __provider: "text" });
        expect(failures).to.deep.equal([]);
        expect(inputs).to.include({ cloud: "public", existing: "adopt", logicalName: "a", __provider: "text" });
    });

    it("refuses a device that two resources declare, and names both", () => {
        const context = planContext();
        check(context, {}, declared("a"));
        const { failures } = check(context, {}, declared("b", { deviceId: deviceId.toUpperCase() }));
        expect(failures).to.have.length(1);
        expect(failures[0]?.property).to.equal("deviceId");
        expect(failures[0]?.reason).to.contain('declared by both "a" and "b"');
    });

    it("declares the device of inputs that are refused, too: nobody may take it away meanwhile", () => {
        const context = planContext();
        expect(check(context, {}, declared("a", { existing: "no", userPrincipalName: 5 })).failures).to.have.length(2);
        expect(check(context, {}, declared("b")).failures[0]?.reason).to.contain('declared by both "a" and "b"');
    });

    for (const wrong of [{ deviceId: "no guid" }, { deviceId: 5 }, { cloud: "mars" }, { graphEndpoint: 5 }]) {
        it(`declares nothing where ${JSON.stringify(wrong)} says of no device where it is`, () => {
            const context = planContext();
            expect(check(context, {}, declared("a", wrong)).failures).to.have.length(1);
            expect(check(context, {}, declared("b")).failures).to.deep.equal([]);
        });
    }

    it("finds the same device at a Graph address spelled out", () => {
        const context = planContext();
        check(context, {}, declared("a"));
        const spelled = declared("b", { graphEndpoint: "https://GRAPH.microsoft.com/" });
        expect(check(context, {}, spelled).failures).to.have.length(1);
    });

    const apart: Record<string, unknown>[] = [
        { deviceId: otherDeviceId },
        { cloud: "usgovernment" },
        { graphEndpoint: "https://proxy.test" },
        { deviceId: unknownValue },
        { cloud: unknownValue },
        { graphEndpoint: unknownValue },
    ];
    for (const more of apart) {
        it(`lets another resource declare ${JSON.stringify(more)}`, () => {
            const context = planContext();
            check(context, {}, declared("a"));
            expect(check(context, {}, declared("b", more)).failures).to.deep.equal([]);
        });
    }

    it("notes what this stack had bound before", () => {
        const context = planContext();
        check(context, { ...declared("a"), cloud: "public" }, declared("a", { userPrincipalName: otherRoom }));
        const key = `https://graph.microsoft.com ${deviceId}`;
        expect(context.history.knows(key, room)).to.equal(true);
        expect(context.history.knows(key, otherRoom)).to.equal(false);
    });

    it("notes nothing of a resource that is new", () => {
        const context = planContext();
        check(context, {}, declared("a"));
        expect(context.history.knows(`https://graph.microsoft.com ${deviceId}`)).to.equal(false);
    });

    it("takes inputs of which nothing is known yet", () => {
        const news = {
            deviceId: unknownValue,
            userPrincipalName: unknownValue,
            cloud: unknownValue,
            existing: unknownValue,
        };
        expect(check(planContext(), {}, { ...news, logicalName: "a" }).failures).to.deep.equal([]);
    });
});
