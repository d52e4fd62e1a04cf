import { expect } from "chai";
import { Harness } from "./harness.js";

describe("budgets", () => {
    let at: Harness;
    beforeEach(async () => {
        at = await Harness.start();
        at.seed(["One"]);
    });
    afterEach(() => at.emulator.close());

    it("answer 429 with Retry-After beyond so many a minute, each for POST and GET", async () => {
        at.options({ budgets: { postsPerMinute: 1, getsPerMinute: 2 }, throttleRetryAfter: true });
        expect((await at.assign(["Two"])).status).to.equal(202);
        at.clock.now += 20_000;
        const refused = await at.assign(["Three"]);
        expect(refused.status).to.equal(429);
        expect(refused.json.error.code).to.equal("TooManyRequests");
        expect(refused.headers.get("retry-after")).to.equal("40");
        expect((await at.language("GET", at.path())).status).to.equal(200);
        expect((await at.language("GET", at.path())).status).to.equal(200);
        expect((await at.language("GET", at.path())).status).to.equal(429);
        at.clock.now += 40_000;
        expect((await at.assign(["Three"])).status).to.equal(202);
        expect(at.members()).to.deep.equal(["One", "Two", "Three"]);
    });

    it("answer without Retry-After by default, and count no token request", async () => {
        at.options({ budgets: { postsPerMinute: 1, getsPerMinute: 1 } });
        expect((await at.language("GET", at.path())).status).to.equal(200);
        const refused = await at.language("GET", at.path());
        expect(refused.status).to.equal(429);
        expect(refused.headers.has("retry-after")).to.equal(false);
    });
});
