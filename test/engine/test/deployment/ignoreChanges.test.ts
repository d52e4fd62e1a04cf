import { expect } from "chai";
import { ignoreInputs } from "../../deployment/plan/ignoreChanges";

describe("ignoreInputs", () => {
    const old = { a: 1, o: { p: 1, q: 1 }, list: [{ x: 1 }, { x: 1 }], "odd name": 1 };
    const inputs = { a: 2, o: { p: 2, q: 2 }, list: [{ x: 2 }, { x: 2 }], "odd name": 2, added: 2 };
    const table = [
        { paths: [], changed: {} },
        { paths: ["a"], changed: { a: 1 } },
        { paths: ["o.p"], changed: { o: { p: 1, q: 2 } } },
        { paths: ["list[1].x"], changed: { list: [{ x: 2 }, { x: 1 }] } },
        { paths: ['["odd name"]', "a"], changed: { "odd name": 1, a: 1 } },
        { paths: ["missing.path", "o.missing.path"], changed: {} },
    ];
    for (const { paths, changed } of table) {
        it(`takes the old value of ${paths.join(" and ") || "nothing"}`, () => {
            expect(ignoreInputs(inputs, old, paths)).to.deep.equal({ ...inputs, ...changed });
        });
    }

    it("leaves out what was not there before", () => {
        expect(ignoreInputs(inputs, old, ["added"])).to.not.have.property("added");
    });
});
