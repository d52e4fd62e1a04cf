import { expect } from "chai";
import { deletionLayers, dependents, inDependencyOrder, transitiveNeeds } from "../../deployment/state/resourceGraph";
import { newResourceState, type ResourceState } from "../../deployment/state/resourceState";

function resource(urn: string, more: Partial<ResourceState> = {}): ResourceState {
    return newResourceState({ urn, type: "t", custom: true, ...more });
}

const stack = resource("stack", { custom: false });
const provider = resource("provider");
const base = resource("base", { parent: "stack", provider: "provider::id" });
const user = resource("user", { parent: "stack", provider: "provider::id", propertyDependencies: { p: ["base"] } });
const late = resource("late", { parent: "stack", provider: "provider::id", dependencies: ["user"] });
const child = resource("child", { parent: "base", provider: "provider::id" });
const all = [late, child, user, base, provider, stack];

const urns = (states: Iterable<ResourceState>) => [...states].map(({ urn }) => urn);

describe("deletionLayers", () => {
    it("takes dependents and children first, provider and stack last", () => {
        expect(deletionLayers(all).map((layer) => urns(layer).sort())).to.deep.equal([
            ["late"],
            ["child", "user"],
            ["base"],
            ["provider", "stack"],
        ]);
    });

    it("ends for a replaced resource and its successor that depend on one another's URNs", () => {
        const old = resource("a", { delete: true, dependencies: ["b"] });
        const states = [resource("a"), resource("b", { dependencies: ["a"] }), old];
        expect(deletionLayers(states).flat()).to.have.members(states);
    });
});

describe("inDependencyOrder", () => {
    it("puts each resource after what it needs", () => {
        const order = urns(inDependencyOrder(all));
        for (const [before, after] of [
            ["stack", "base"],
            ["base", "user"],
            ["user", "late"],
            ["base", "child"],
        ] as const) {
            expect(order.indexOf(before)).to.be.below(order.indexOf(after));
        }
    });
});

describe("dependents", () => {
    it("follows dependencies, not parents", () => {
        expect(urns(dependents(base, all))).to.deep.equal(["user", "late"]);
    });
});

describe("transitiveNeeds", () => {
    it("lists all that must stay while the resource is there", () => {
        expect(urns(transitiveNeeds(late, all))).to.have.members(["stack", "provider", "user", "base"]);
    });
});
