import { expect } from "chai";
import { formerUrns } from "../../deployment/plan/findOld";
import type { Alias, Goal } from "../../deployment/program/goal";

const stack = "urn:pulumi:s::p::pulumi:pulumi:Stack::p-s";
const parent = "urn:pulumi:s::p::my:Group::team";

function goal(parentUrn: string, aliases: Alias[]): Goal {
    return {
        type: "t:T",
        name: "team-a",
        custom: true,
        parent: parentUrn,
        inputs: {},
        dependencies: [],
        propertyDependencies: {},
        protect: undefined,
        retainOnDelete: undefined,
        deleteBeforeReplace: undefined,
        ignoreChanges: [],
        replaceOnChanges: [],
        additionalSecretOutputs: [],
        provider: "",
        customTimeouts: undefined,
        importId: "",
        aliases,
    };
}

describe("formerUrns", () => {
    const own = "urn:pulumi:s::p::t:T::team-a";
    const table: { title: string; alias: Alias; former: string }[] = [
        { title: "another name", alias: { name: "b" }, former: "urn:pulumi:s::p::t:T::b" },
        { title: "another type", alias: { type: "t:U" }, former: "urn:pulumi:s::p::t:U::team-a" },
        { title: "another project", alias: { project: "q" }, former: "urn:pulumi:s::q::t:T::team-a" },
        { title: "a parent", alias: { parent }, former: "urn:pulumi:s::p::my:Group$t:T::team-a" },
        { title: "a whole URN", alias: { urn: "urn:x", name: "b" }, former: "urn:x" },
    ];
    for (const { title, alias, former } of table) {
        it(`knows ${title}`, () => {
            expect(formerUrns(goal(stack, [alias]), own, new Map())).to.deep.equal([own, former]);
        });
    }

    it("follows a renamed parent, and its name in the child's", () => {
        const child = "urn:pulumi:s::p::my:Group$t:T::team-a";
        const renamed = new Map([[parent, "urn:pulumi:s::p::my:Group::crew"]]);
        expect(formerUrns(goal(parent, []), child, renamed)).to.deep.equal([
            child,
            "urn:pulumi:s::p::my:Group$t:T::crew-a",
        ]);
    });
});
