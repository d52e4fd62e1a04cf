import { expect } from "chai";
import { PartialError } from "#provider/lifecycle/results";

describe("PartialError", () => {
    it("tells the whole story in its reasons and in its message", () => {
        const error = new PartialError("id", { a: 1 }, ["It broke.", "Do this."], new Error("why"));
        expect(error.message).to.equal("It broke. Do this.");
        expect(error).to.deep.include({
            id: "id",
            state: { a: 1 },
            reasons: ["It broke.", "Do this."],
            code: "Partial",
        });
        expect(error.cause).to.be.instanceOf(Error);
        expect(error.stack).to.equal(error.message);
    });
});
