import { expect } from "chai";
import { Deadline } from "#provider/core/deadline";
import { Declarations } from "#provider/lifecycle/ownership";
import { virtualClock } from "../support/virtualClock";

describe("Declarations", () => {
    it("knows who else declares a key", () => {
        const declarations = new Declarations(virtualClock());
        declarations.declare("a", ["x"]);
        expect(declarations.otherOwner("x", "b")).to.equal("a");
        expect(declarations.otherOwner("x", "a")).to.equal(undefined);
        expect(declarations.otherOwner("x", undefined)).to.equal("a");
        expect(declarations.otherOwner("y", "a")).to.equal(undefined);
    });

    it("refuses what another declared before, and leaves it the other's", () => {
        const declarations = new Declarations(virtualClock());
        declarations.declare("a", ["x", "y"]);
        expect(declarations.declare("b", ["y", "z"])).to.deep.equal([{ key: "y", owner: "a" }]);
        expect(declarations.otherOwner("y", "b")).to.equal("a");
        expect(declarations.otherOwner("z", "a")).to.equal("b");
    });

    it("takes a second check of a resource for the same declaration", () => {
        const declarations = new Declarations(virtualClock());
        declarations.declare("a", ["x"]);
        expect(declarations.declare("a", ["x", "y"])).to.deep.equal([]);
    });

    it("forgets what a resource does not declare any more", () => {
        const declarations = new Declarations(virtualClock());
        declarations.declare("a", ["x", "y"]);
        declarations.declare("a", ["y"]);
        expect(declarations.otherOwner("x", "b")).to.equal(undefined);
        expect(declarations.declare("b", ["x"])).to.deep.equal([]);
    });

    it("keeps the first owner's key when the refused one declares less", () => {
        const declarations = new Declarations(virtualClock());
        declarations.declare("a", ["x"]);
        declarations.declare("b", ["x"]);
        declarations.declare("b", []);
        expect(declarations.otherOwner("x", "b")).to.equal("a");
    });
});

describe("Declarations, while a program still declares", () => {
    it("are quiet at once where nobody ever declared anything, as on destroy", async () => {
        const clock = virtualClock();
        await new Declarations(clock).quiet(new Deadline(clock, 60_000));
        expect(clock.elapsedInMs).to.equal(0);
    });

    it("are quiet when nobody has declared anything for two seconds", async () => {
        const clock = virtualClock();
        const declarations = new Declarations(clock);
        declarations.declare("a", ["x"]);
        const quiet = declarations.quiet(new Deadline(clock, 60_000)).then(() => clock.elapsedInMs);
        await clock.sleep(1_500);
        declarations.declare("b", ["y"]);
        expect(await quiet).to.equal(3_500);
    });

    it("are quiet at once when the last declaration is two seconds old", async () => {
        const clock = virtualClock();
        const declarations = new Declarations(clock);
        declarations.declare("a", ["x"]);
        await clock.sleep(2_000);
        await declarations.quiet(new Deadline(clock, 60_000));
        expect(clock.elapsedInMs).to.equal(2_000);
    });

    it("need no more than the rest of the two seconds", async () => {
        const clock = virtualClock();
        const declarations = new Declarations(clock);
        declarations.declare("a", ["x"]);
        await clock.sleep(1_400);
        await declarations.quiet(new Deadline(clock, 60_000));
        expect(clock.elapsedInMs).to.equal(2_000);
    });

    it("are waited for no longer than the deadline", async () => {
        const clock = virtualClock();
        const declarations = new Declarations(clock);
        declarations.declare("a", ["x"]);
        const quiet = declarations.quiet(new Deadline(clock, 1_000)).then(() => clock.elapsedInMs);
        expect(await quiet).to.be.at.most(1_000);
    });
});
