import { expect } from "chai";
import { ifFound, ServiceError } from "#provider/core/errors";

describe("ifFound", () => {
    it("gives what there is", async () => {
        expect(await ifFound(Promise.resolve("there"))).to.equal("there");
    });

    it("gives nothing after a 404, and throws anything else", async () => {
        const refusal = (statusCode: number) => Promise.reject(new ServiceError("X", "x", { statusCode }));
        expect(await ifFound(refusal(404))).to.equal(undefined);
        expect(await ifFound(refusal(403)).catch((error: ServiceError) => error.statusCode)).to.equal(403);
    });
});
