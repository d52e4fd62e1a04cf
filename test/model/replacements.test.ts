import { expect } from "chai";
import { failuresOf } from "../harness/runReport";
import type { Program } from "../harness/stackState";
import { accountsOf, assignmentOf, bindingOf, type Cast, makeCast, membersOf } from "./world/cast";

/** Two resources at their first or at their second place; `broken` cannot be created. */
function programsOf({ emulator }: Cast) {
    const broken = { broken: assignmentOf(emulator, "Nowhere", ["m9"]) };
    const first: Program = { app: assignmentOf(emulator, "Alpha", ["m0"]), room: bindingOf(emulator, 0, "room0") };
    const second: Program = { app: assignmentOf(emulator, "Beta", ["m0"]), room: bindingOf(emulator, 1, "room0") };
    return { first, second, broken };
}

const held = ({ emulator }: Cast) => [
    membersOf(emulator, "Alpha"),
    membersOf(emulator, "Beta"),
    Object.keys(accountsOf(emulator)),
];
const atFirst = [["m0"], [], ["0"]];
const nothing = [[], [], []];

describe("replacements that are taken back before their leftovers are deleted", () => {
    for (const again of [false, true]) {
        it(`leave what is declared again${again ? ", also when taking them back is interrupted, too" : ""}`, async () => {
            const cast = makeCast({ projects: ["Alpha", "Beta"], devices: 2 });
            const { first, second, broken } = programsOf(cast);
            const stack = cast.newStack();
            expect(failuresOf(await stack.up(first))).to.deep.equal([]);
            expect(failuresOf(await stack.up({ ...second, ...broken }))).to.have.length(1);
            expect(stack.state.doomed.map(({ name }) => name)).to.have.members(["app", "room"]);
            if (again) {
                expect(failuresOf(await stack.up({ ...first, ...broken }))).to.have.length(1);
                expect(stack.state.doomed).to.have.length(4);
            }
            expect(failuresOf(await stack.up(first))).to.deep.equal([]);
            expect(stack.state.doomed).to.deep.equal([]);
            expect(held(cast)).to.deep.equal(atFirst);
            expect(failuresOf(await stack.destroy({ program: first }))).to.deep.equal([]);
            expect(held(cast)).to.deep.equal(nothing);
        });
    }

    it("leave nothing behind when everything is destroyed instead", async () => {
        const cast = makeCast({ projects: ["Alpha", "Beta"], devices: 2 });
        const { first, second, broken } = programsOf(cast);
        const stack = cast.newStack();
        await stack.up(first);
        await stack.up({ ...second, ...broken });
        expect(failuresOf(await stack.destroy())).to.deep.equal([]);
        expect(held(cast)).to.deep.equal(nothing);
    });
});
