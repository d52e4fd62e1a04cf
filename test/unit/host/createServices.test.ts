import { expect } from "chai";
import { systemClock } from "#provider/core/clock";
import { AssignmentsError } from "#provider/core/errors";
import { createServices } from "#provider/host/services";
import { Declarations } from "#provider/lifecycle/ownership";
import { virtualClock } from "../support/virtualClock";

const basics = { members: new Declarations(systemClock), say: () => undefined, env: {} };

describe("createServices", () => {
    it("lives by wall time unless it is told otherwise", () => {
        expect(createServices(basics).clock).to.equal(systemClock);
        const clock = virtualClock();
        expect(createServices({ ...basics, clock }).clock).to.equal(clock);
    });

    for (const keys of ["not json", "[]", '{"contoso.cognitiveservices.azure.com": 5}']) {
        it(`refuses keys such as ${keys}, and shows none of them`, () => {
            const error = (() => {
                try {
                    return createServices({ ...basics, keys });
                } catch (thrown) {
                    return thrown;
                }
            })();
            expect(error).to.be.instanceOf(AssignmentsError);
            expect((error as Error).message)
                .to.contain("languageKeys")
                .and.not.contain(keys);
        });
    }
});
